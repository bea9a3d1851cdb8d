// The page of introductions comes alive: its state is in the address, and the address sets its state.
(() => {
  const { found, people } = paths;
  if (!found.length) return;
  const numbers = new Map(people.map(({ id }, at) => [id, String(at)]));

  // #ID, #ID&company=…&hops=2, #company=… or the name of a tab.
  const write = () => {
    const { via, company, ...plain } = filters.state();
    const state = new URLSearchParams({
      ...plain,
      ...(company !== undefined && { company: island.companies[company] }),
      ...(via !== undefined && { via: people[via].id }),
      ...(tabs.chosen() !== "introductions" && { tab: tabs.chosen() }),
    }).toString();
    const hash = [entries.pinned()?.id, state].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  };
  const read = () => {
    const parts = location.hash.slice(1).split("&");
    const id = parts[0].includes("=") ? "" : parts.shift();
    const { via, company, tab, ...plain } = Object.fromEntries(new URLSearchParams(parts.join("&")));
    const at = island.companies.indexOf(company);
    filters.set({ ...plain, company: at < 0 ? "" : String(at), via: numbers.get(via) ?? "" });
    if (one("#active").textContent) one("#filters").open = true;
    tabs.choose(tab ?? id);
    const path = entries.pathOf.get(id);
    if (path) filters.reach(path);
    entries.pin(path, { quiet: true });
    if (path) entries.reveal(path);
  };
  entries.heard.pin = filters.heard.change = tabs.heard.change = write;

  const keys = () => {
    const marks =
      scene.colour === "company" ? island.letters.map((letter, at) => [at, letter, island.companies[at]]) : [];
    const others = marks.length ? [[8, "", "others"]] : [];
    one("#keys").replaceChildren(
      ...[...marks, ...others].map(([at, letter, name]) =>
        make(
          "span",
          { className: "key" },
          make("i", { className: `mark m${at}`, textContent: letter }),
          make("bdi", { textContent: name.slice(0, 40) }),
        ),
      ),
    );
  };
  one("#colour").addEventListener("change", ({ target }) => {
    scene.colour = target.value;
    keys();
    view.redraw();
  });
  if (!island.letters.length) {
    scene.colour = "";
    one("#colour").value = "";
    one("#colour").options[0].remove();
  }

  const reason = (tie) =>
    island.why[tie]?.[0] ?? one("p", document.getElementById(`t${tie}`))?.firstChild.textContent.trim() ?? "";
  const [places, dates, grades] = [island.places, island.as_of, island.grades].map(paths.lookUp);
  const line = (path, rank) => {
    const target = people[last(path.people)];
    const names = path.people.map((id) => people[id].name).join(" → ");
    const item = entries.items[path.rank];
    const best = found[path.rank];
    return [
      rank,
      path.probability,
      path.low,
      path.high,
      path.ties.length,
      target.name,
      target.title,
      target.organization,
      places[path.rank],
      dates[path.rank],
      grades[path.rank],
      best.level,
      one(".ranks > span", item)?.textContent.replace("In the role: ", "") ?? "",
      names,
      path.ties.map(reason).join(" | "),
      Math.max(0, path.ties.indexOf(path.weakest)),
      target.id,
      path.id,
    ];
  };
  const titles = [
    "rank",
    "probability",
    "low",
    "high",
    "hops",
    "target",
    "title",
    "organization",
    "location",
    "as_of",
    "grade",
    "level",
    "why",
    "path",
    "reasons",
    "weakest_hop",
    "target_id",
    "id",
  ];
  saving.start(() => [
    titles,
    ...filters
      .matching()
      .flatMap((best) => [
        line(best, best.rank + 1),
        ...best.others.map((path, at) => line(path, `${best.rank + 1}.${at + 1}`)),
      ]),
  ]);

  one("#tools").hidden = false;
  one("#drawing").hidden = false;
  keys();
  addEventListener("hashchange", read);
  read();
  view.start();
})();
