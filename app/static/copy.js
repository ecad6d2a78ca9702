// Buttons that copy a quotation, or the plain text of the release. Without this script they are not there.
(() => {
  if (!navigator.clipboard) return;
  const textOf = async (button) => {
    if (button.dataset.copy !== "quote") return (await fetch(button.dataset.copy)).text();
    const figure = button.closest("figure");
    const said = [...figure.querySelectorAll("blockquote p, figcaption p")];
    return said.map((each) => each.innerText.trim()).join("\n\n");
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const status = button.parentElement.querySelector("[role=status]");
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(await textOf(button));
        status.textContent = button.dataset.done;
      } catch {
        status.textContent = button.dataset.failed;
      }
    });
  }
})();
