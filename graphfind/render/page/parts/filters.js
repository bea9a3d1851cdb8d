// Which introductions are shown: search, filters with counts of what each would leave, and more on demand.
const filters = (() => {
  const { found, people } = paths;
  const { items } = entries;
  const field = Object.fromEntries(
    ["search", "company", "level", "hops", "via", "warmth"].map((id) => [id, one(`#${id}`)]),
  );
  const heard = { change: () => {} };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const contents = [];
  const content = (rank) => (contents[rank] = contents[rank] ?? fold(items[rank].textContent));
  let limit = island.first;
  let matching = found;

  const passes = {
    search: (path, words) => words.every((word) => content(path.rank).includes(word)),
    company: (path, company) => path.company === Number(company),
    level: (path, level) => path.level === level,
    hops: (path, most) => path.ties.length <= Number(most),
    via: (path, id) => path.people.slice(1, -1).includes(Number(id)),
    warmth: (path, least) => Math.round(100 * path.probability) >= Number(least),
  };
  const chosen = (name, value) => value !== "" && !(name === "warmth" && value === "0");
  const active = () =>
    Object.entries(field).flatMap(([name, { value }]) => {
      if (name === "search") {
        const words = fold(value).split(/\s+/).filter(Boolean);
        return words.length ? [[name, words]] : [];
      }
      return chosen(name, value) ? [[name, value]] : [];
    });
  const left = (tests) => found.filter((path) => tests.every(([name, value]) => passes[name](path, value)));

  // Every option says how many introductions it would leave beside all other filters.
  const choices = {
    company: [...new Set(found.map((path) => path.company))]
      .filter((at) => at >= 0)
      .map((at) => [String(at), island.companies[at]])
      .sort(([, a], [, b]) => a.localeCompare(b)),
    level: [...new Set(found.map((path) => path.level))]
      .filter(Boolean)
      .sort()
      .map((level) => [level, level]),
    hops: [...new Set(found.map((path) => path.ties.length))]
      .sort()
      .map((hops) => [String(hops), counted(hops, "hop")]),
    via: [...new Set(found.flatMap((path) => path.people.slice(1, -1)))]
      .map((id) => [String(id), people[id].label])
      .sort(([, a], [, b]) => a.localeCompare(b)),
  };
  for (const [name, options] of Object.entries(choices)) {
    for (const [value, text] of options) field[name]?.append(make("option", { value, text }));
  }
  const count = (tests) => {
    for (const [name, options] of Object.entries(choices)) {
      const rest = left(tests.filter(([other]) => other !== name));
      options.forEach(([value, text], at) => {
        const leaves = rest.filter((path) => passes[name](path, value)).length;
        const option = field[name].options[at + 1];
        option.text = `${text} (${leaves})`;
        option.disabled = !leaves && field[name].value !== value;
      });
    }
  };

  const show = () => {
    const shown = matching.slice(0, limit);
    const ranks = new Set(shown.map((path) => path.rank));
    items.forEach((item, rank) => {
      item.hidden = !ranks.has(rank);
    });
    one("#entries").classList.add("ready");
    const rest = matching.length - shown.length;
    const more = one("#more");
    more.hidden = !rest;
    more.textContent = `Show ${Math.min(rest, (island.more - 1) * limit).toLocaleString("en")} more`;
    one("#none").hidden = matching.length > 0;
    const some = shown.length < matching.length ? `${shown.length.toLocaleString("en")} of ` : "";
    one("#count").textContent =
      matching.length === found.length
        ? `${some}${counted(found.length, "introduction")}${found.length > 1 ? ", the best first" : ""}`
        : `${some}${matching.length.toLocaleString("en")} of ${counted(found.length, "introduction")} pass`;
    scene.show(shown);
    view.renew();
  };
  const apply = () => {
    const tests = active();
    matching = left(tests);
    count(tests);
    one("#least").textContent = `${field.warmth.value}%`;
    const hidden = tests.filter(([name]) => name !== "search").length;
    one("#active").textContent = hidden ? `(${hidden})` : "";
    limit = Math.max(island.first, limit);
    const pinned = entries.pinned();
    if (pinned && !matching.includes(found[pinned.rank])) entries.pin(undefined);
    show();
  };
  // Show as many as it takes to see this one.
  const reach = (path) => {
    const place = matching.indexOf(found[path.rank]);
    if (place < 0) {
      set({});
      reach(path);
      return;
    }
    if (place < limit) return;
    while (place >= limit) limit *= island.more;
    show();
  };

  const state = () =>
    Object.fromEntries(
      Object.entries(field)
        .map(([name, { value }]) => [name, value])
        .filter(([name, value]) => chosen(name, value)),
    );
  const set = (wanted) => {
    for (const [name, element] of Object.entries(field)) {
      element.value = wanted[name] ?? (name === "warmth" ? "0" : "");
      if (element.tagName === "SELECT" && element.selectedIndex < 0) element.value = "";
    }
    apply();
  };

  const changed = () => {
    apply();
    heard.change();
  };
  let typing;
  for (const [name, element] of Object.entries(field)) {
    element?.addEventListener("input", () => {
      clearTimeout(typing);
      if (name === "search" || name === "warmth") typing = setTimeout(changed, 60);
      else changed();
    });
  }
  one("#clear")?.addEventListener("click", () => {
    set({});
    heard.change();
  });
  one("#more")?.addEventListener("click", () => {
    const next = matching[limit];
    limit *= island.more;
    show();
    one("button", items[next.rank]).focus();
  });
  one("#list").addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input, select")) return;
    event.preventDefault();
    field.search.focus();
  });
  return { heard, set, state, reach, apply, matching: () => matching };
})();
