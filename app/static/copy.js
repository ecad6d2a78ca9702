// Buttons that copy a quotation, or the plain text of the release. Without this script they are not there.
(() => {
  const board = navigator.clipboard;
  if (!board) return;
  // As the plain text of the release has it: in quotation marks, opened anew with each paragraph, then who said it.
  const quotation = (button) => {
    const { opening = "", closing = "" } = button.dataset;
    const words = (selector) => [...button.closest(".quotation").querySelectorAll(selector)].map((each) => each.innerText.trim());
    const said = words("blockquote p").map((each) => opening + each).join("\n\n") + closing;
    const who = words("figcaption p:has(b)").map((each) => `— ${each}`);
    const notes = words("figcaption p:not(:has(b))").map((each) => `(${each})`);
    return [said, ...who, ...notes].join("\n\n");
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
