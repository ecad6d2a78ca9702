// Buttons that copy a quotation, or the plain text of the release. Without this script they are not there.
(() => {
  const board = navigator.clipboard;
  if (!board) return;
  const quotation = (button) => {
    const said = [...button.closest(".quotation").querySelectorAll("blockquote p, figcaption p")];
    return said.map((each) => each.innerText.trim()).join("\n\n");
  };
  const fetched = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };
  const copy = async (what, button) => {
    if (what === "quote") return board.writeText(quotation(button));
    if (!window.ClipboardItem) return board.writeText(await fetched(what));
    // Safari lets a page copy while a press is handled, and no later: it is given what is still to come.
    const coming = fetched(what).then((text) => new Blob([text], { type: "text/plain" }));
    return board.write([new ClipboardItem({ "text/plain": coming })]);
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const status = button.parentElement.querySelector("[role=status]");
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await copy(button.dataset.copy, button);
        status.textContent = button.dataset.done;
      } catch {
        status.textContent = button.dataset.failed;
      }
    });
  }
})();
