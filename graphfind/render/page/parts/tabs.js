// Further views: one at a time, chosen by tabs.
const tabs = (() => {
  const links = all("#tabs a");
  const panels = links.map(({ dataset }) => document.getElementById(dataset.tab));
  const heard = { change: () => {} };
  let chosen = "introductions";

  const choose = (id) => {
    if (!links.length) return;
    chosen = links.some(({ dataset }) => dataset.tab === id) ? id : "introductions";
    links.forEach((link, at) => {
      const on = link.dataset.tab === chosen;
      link.setAttribute("aria-selected", String(on));
      link.tabIndex = on ? 0 : -1;
      panels[at].hidden = !on;
    });
    if (chosen === "introductions") view.start();
  };
  if (links.length) {
    one("#tabs").setAttribute("role", "tablist");
    links.forEach((link, at) => {
      link.setAttribute("role", "tab");
      link.id = `tab-${link.dataset.tab}`;
      link.setAttribute("aria-controls", panels[at].id);
      panels[at].setAttribute("role", "tabpanel");
      panels[at].setAttribute("aria-labelledby", link.id);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        choose(link.dataset.tab);
        heard.change();
      });
      link.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (event.key === " ") {
          event.preventDefault();
          link.click();
        }
        if (!step) return;
        const next = links[(at + step + links.length) % links.length];
        next.focus();
        next.click();
      });
    });
  }
  return { choose, heard, chosen: () => chosen };
})();
