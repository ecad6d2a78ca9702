"""Datganiad publishes news releases in Welsh and English: both, or neither."""
