// The list of introductions: hovering previews a path, a click pins it, and the drawing follows both ways.
const entries = (() => {
  const { found, items, people } = paths;
  const pathOf = new Map(found.flatMap((best) => [best, ...best.others]).map((path) => [path.id, path]));
  const itemOf = (element) => element.closest("#entries > li");
  const heard = { pin: () => {} };
  const buttons = new Map(found.map((path) => [path, one("button", items[path.rank])]));
  let pinned, previewed;
  let lit = [];

  const names = (path) =>
    path.people
      .slice(1, -1)
      .flatMap((id, at) => [at ? " → " : "through ", make("bdi", { textContent: people[id].name })]);
  const ready = (path, button) => {
    button.dataset.id = path.id;
    button.setAttribute("aria-pressed", "false");
    buttons.set(path, button);
  };
  for (const path of found) ready(path, buttons.get(path));
  // Letters of companies are for the eye; the company is named beside.
  for (const mark of all(".mark")) mark.setAttribute("aria-hidden", "true");
  // Alternatives stand in the list, or are put there as soon as somebody looks.
  const list = (path) => {
    const best = found[path.rank];
    const details = one("details", items[path.rank]);
    if (best.others.length && !one(".ways", details)) {
      details.append(
        make("h3", { textContent: "Other ways" }),
        make(
          "ul",
          { className: "ways" },
          ...best.others.map((other) =>
            make(
              "li",
              {},
              make(
                "button",
                {},
                ...(other.ties.length > 1 ? names(other) : ["yourself: you know them"]),
                " ",
                make("b", { textContent: percent(other.probability) }),
              ),
            ),
          ),
        ),
      );
    }
    all(".ways > li > button", details).forEach((button, at) => {
      if (!button.dataset.id) ready(best.others[at], button);
    });
  };
  const buttonOf = (path) => {
    if (!buttons.has(path)) list(path);
    return buttons.get(path);
  };

  const tell = () => {
    const told = previewed ?? pinned;
    if (scene.told === told && told) return;
    scene.told = told;
    for (const button of lit) button.classList.remove("lit");
    lit = told ? [buttonOf(told), buttonOf(found[told.rank])] : [];
    for (const button of lit) button.classList.add("lit");
    view.redraw();
  };
  const preview = (path) => {
    previewed = path;
    tell();
  };

  // What was told of a tie further up is told here, too, as soon as somebody looks.
  const retell = (step, path, at) => {
    const number = path.ties[at];
    const { strength, inferred } = paths.ties[number];
    const source = document.getElementById(`t${number}`);
    const person = people[path.people[at + 1]];
    const last = at + 1 === path.ties.length;
    const [reason, from] = island.why[number] ?? [];
    const sources = island.sources[from];
    step.removeAttribute("data-tie");
    step.classList.toggle("weakest", number === path.weakest);
    step.replaceChildren(
      make("b", { textContent: percent(strength) }),
      ...(number === path.weakest ? [" ", make("em", { textContent: "weakest hop" })] : []),
      ...(inferred ? [" ", make("em", { className: "inferred", textContent: "inferred" })] : []),
      " to ",
      make("bdi", { textContent: person.name }),
      ...(last
        ? []
        : [
            make(
              "small",
              {},
              make("bdi", { textContent: [person.title, person.organization].filter(Boolean).join(" · ") }),
            ),
          ]),
      ...(source ? all(":scope > p, :scope > details", source).map((part) => part.cloneNode(true)) : []),
      ...(reason ? [make("p", {}, `${reason} `, ...(sources ? [make("cite", { textContent: sources })] : []))] : []),
    );
  };
  const complete = (best) => {
    list(best);
    for (const path of [best, ...best.others]) {
      const place = path === best ? one("details", items[path.rank]) : buttonOf(path).parentElement;
      let steps = one(":scope > .steps", place);
      if (!steps) {
        steps = make("ol", { className: "steps" }, ...path.ties.map((tie) => make("li")));
        [...steps.children].forEach((step, at) => {
          step.dataset.tie = path.ties[at];
        });
        place.append(steps);
      }
      [...steps.children].forEach((step, at) => {
        if (step.dataset.tie) retell(step, path, at);
      });
    }
  };

  const press = (path, on) => {
    buttonOf(path).setAttribute("aria-pressed", String(on));
    const details = one("details", items[path.rank]);
    details.open = on;
    if (!on) return;
    complete(found[path.rank]);
    letters.put(details, path);
  };
  const pin = (path, { quiet = false } = {}) => {
    if (path === pinned) return;
    if (pinned) press(pinned, false);
    pinned = path;
    previewed = undefined;
    if (path) press(path, true);
    tell();
    if (path) view.follow();
    heard.pin(path);
    if (quiet) return;
    const who = path?.people
      .slice(1)
      .map((id) => paths.people[id].label)
      .join(", then ");
    say(path ? `Pinned number ${path.rank + 1}, ${percent(path.probability)}: ${who}` : "Nothing is pinned");
  };
  const reveal = (path) => items[path.rank].scrollIntoView({ block: "nearest" });

  // Somebody stands for the best path shown that ends there, or else passes there.
  const through = (id) => {
    if (id === undefined) return undefined;
    const ways = scene.told ? [found[scene.told.rank], ...found[scene.told.rank].others] : [];
    return (
      scene.shown.find((path) => last(path.people) === id) ??
      scene.shown.find((path) => path.people.slice(1).includes(id)) ??
      ways.find((path) => path.people.slice(1).includes(id))
    );
  };
  view.heard.hover = (id) => preview(through(id));
  view.heard.click = (id) => {
    const path = through(id);
    pin(path);
    if (path) reveal(path);
  };

  const room = one("#entries");
  const buttonAt = (target) => target.closest?.("[data-id]");
  const pathAt = (target) => pathOf.get(buttonAt(target)?.dataset.id);
  room?.addEventListener("click", ({ target }) => {
    const path = pathAt(target);
    if (path) pin(path === pinned ? undefined : path);
  });
  room?.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType === "mouse") preview(pathAt(target));
  });
  room?.addEventListener("pointerleave", () => preview(undefined));
  room?.addEventListener("focusin", ({ target }) => {
    if (target.matches(":focus-visible")) preview(pathAt(target));
  });
  room?.addEventListener("focusout", () => preview(undefined));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pinned && !event.target.matches?.("input, select")) pin(undefined);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !buttonAt(event.target)) return;
    const seen = all("[data-id]", room).filter((button) => button.checkVisibility());
    const next = seen[seen.indexOf(buttonAt(event.target)) + step];
    event.preventDefault();
    next?.focus();
  });
  return { items, pathOf, complete: (path) => complete(path), heard, pin, reveal, pinned: () => pinned };
})();
