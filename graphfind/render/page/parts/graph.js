// The page of a network comes alive: search, a list that pins, and the address that keeps it.
(() => {
  const { people, ties, around } = knots;
  if (!people.length) return;
  const items = all("#knots > li");
  const buttons = items.map((item) => one("button", item));
  const numbers = new Map(people.map(({ id }, at) => [id, at]));
  const search = one("#search");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const contents = [];
  let limit = island.first;
  let matching = people.map((_, id) => id);
  let pinned, previewed;

  const most = 30;
  const tell = () => {
    const told = previewed ?? pinned;
    if (scene.told === told) return;
    scene.light(told);
    view.redraw();
  };
  const preview = (id) => {
    previewed = id;
    tell();
  };
  // Whom somebody knows, the warmest ties first.
  const known = (id) => {
    const near = around[id]
      .map((at) => ({ ...ties[at], other: ties[at].from === id ? ties[at].to : ties[at].from }))
      .sort((a, b) => b.strength - a.strength);
    const list = make(
      "ul",
      { className: "known" },
      ...near
        .slice(0, most)
        .map(({ other, strength, inferred, count }) =>
          make(
            "li",
            {},
            make("b", { textContent: percent(strength) }),
            " ",
            make("bdi", { textContent: people[other].name }),
            island.aggregated && count > 1 ? ` · ${counted(count, "tie")}` : "",
            inferred ? " · inferred" : "",
          ),
        ),
    );
    if (near.length > most)
      list.append(make("li", { textContent: `and ${(near.length - most).toLocaleString("en")} more` }));
    return list;
  };
  const pin = (id, { quiet = false } = {}) => {
    if (id === pinned) return;
    if (pinned !== undefined) {
      buttons[pinned].setAttribute("aria-pressed", "false");
      one(".known", items[pinned])?.remove();
    }
    pinned = id;
    previewed = undefined;
    if (id !== undefined) {
      buttons[id].setAttribute("aria-pressed", "true");
      items[id].append(known(id));
    }
    tell();
    if (id !== undefined) view.follow();
    write();
    if (!quiet)
      say(id === undefined ? "Nobody is pinned" : `Pinned ${people[id].label}: ${counted(around[id].length, "tie")}`);
  };

  const show = () => {
    const shown = new Set(matching.slice(0, limit));
    items.forEach((item, id) => {
      item.hidden = !shown.has(id);
    });
    one("#knots").classList.add("ready");
    const rest = matching.length - shown.size;
    one("#more").hidden = rest <= 0;
    one("#more").textContent = `Show ${Math.min(rest, 3 * limit).toLocaleString("en")} more`;
    one("#none").hidden = matching.length > 0;
    const some = shown.size < matching.length ? `${shown.size.toLocaleString("en")} of ` : "";
    one("#count").textContent =
      `${some}${matching.length.toLocaleString("en")}${matching.length < people.length ? ` of ${people.length.toLocaleString("en")}` : ""} listed`;
  };
  const filter = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    matching = people
      .map((_, id) => id)
      .filter((id) => {
        const content = (contents[id] = contents[id] ?? fold(buttons[id].textContent));
        return words.every((word) => content.includes(word));
      });
    limit = island.first;
    if (pinned !== undefined && !matching.includes(pinned)) pin(undefined);
    show();
  };
  const reveal = (id) => {
    if (!matching.includes(id)) {
      search.value = "";
      filter();
    }
    while (matching.indexOf(id) >= limit) limit *= 4;
    show();
    items[id].scrollIntoView({ block: "nearest" });
  };

  const write = () => {
    const state = search.value ? new URLSearchParams({ search: search.value }).toString() : "";
    const hash = [pinned === undefined ? "" : encodeURIComponent(people[pinned].id), state].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  };
  const read = () => {
    const parts = location.hash.slice(1).split("&");
    let id = "";
    if (!parts[0].includes("="))
      try {
        id = decodeURIComponent(parts.shift());
      } catch {
        id = "";
      }
    search.value = new URLSearchParams(parts.join("&")).get("search") ?? "";
    filter();
    const number = numbers.get(id);
    if (number !== undefined) reveal(number);
    pin(number, { quiet: true });
  };

  buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
  const at = (target) => {
    const button = target.closest?.("#knots > li > button");
    return button ? buttons.indexOf(button) : undefined;
  };
  const room = one("#knots");
  room.addEventListener("click", ({ target }) => {
    const id = at(target);
    if (id !== undefined) pin(id === pinned ? undefined : id);
  });
  room.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType === "mouse") preview(at(target));
  });
  room.addEventListener("pointerleave", () => preview(undefined));
  view.heard.hover = preview;
  view.heard.click = (id) => {
    pin(id);
    if (id !== undefined) reveal(id);
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pinned !== undefined && event.target !== search) pin(undefined);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const id = at(event.target);
    if (!step || id === undefined) return;
    const seen = matching.slice(0, limit);
    event.preventDefault();
    buttons[seen[seen.indexOf(id) + step]]?.focus();
  });
  let typing;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filter();
      write();
    }, 60);
  });
  one("#more").addEventListener("click", () => {
    const next = matching[limit];
    limit *= 4;
    show();
    buttons[next].focus();
  });
  saving.start(() => [
    ["name", "detail", "ties", "id"],
    ...matching.map((id) => [
      people[id].name,
      one("button > bdi", items[id]).textContent,
      around[id].length,
      people[id].id,
    ]),
  ]);
  one("#keys").append(
    ...island.leaders.map((id, at) =>
      make(
        "span",
        { className: "key" },
        make("i", { className: `mark m${at}`, textContent: String(at + 1) }),
        make("bdi", { textContent: people[id].label }),
      ),
    ),
  );
  one("#tools").hidden = false;
  one("#drawing").hidden = false;
  addEventListener("hashchange", read);
  read();
  view.start();
})();
