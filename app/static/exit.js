// "Leave this page quickly". Without this script it is a plain link.
(() => {
  const link = document.querySelector(".exit-link");
  if (!link) return;
  const PRESSES = 3;
  const FORGET_AFTER_MS = 5000;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  let pressed = 0;
  let alone = true;
  let timer = 0;

  const forget = () => {
    if (pressed) status.textContent = link.dataset.forgotten;
    pressed = 0;
  };
  const leave = () => {
    clearTimeout(timer);
    status.textContent = link.dataset.leaving;
    // What was read is out of sight at once; the next page may take seconds to come.
    document.documentElement.classList.add("left");
    document.title = link.dataset.leaving;
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });
  // Shift counts when it is let go without another key: a capital letter is no wish to leave.
  document.addEventListener("keydown", (event) => { alone = event.key === "Shift"; });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) {
      if (event.key !== "Shift") pressed = 0;
      return;
    }
    pressed += 1;
    clearTimeout(timer);
    if (pressed === PRESSES) return leave();
    status.textContent = pressed === 1 ? link.dataset.twoMore : link.dataset.oneMore;
    timer = setTimeout(forget, FORGET_AFTER_MS);
  });
  // A browser may keep the page as it was and show it again on Back: then it is a page again.
  addEventListener("pageshow", () => document.documentElement.classList.remove("left"));
})();
