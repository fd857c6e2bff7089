/* The search page: Pagefind's index of this language, its parts put together, shown in the words of the page.
   No request leaves the site; without a web server the page says what it needs. Addresses come from the index as text. */
(() => {
  "use strict";
  const words = document.body.dataset;
  const field = document.getElementById("_query");
  const status = document.getElementById("_status");
  const found = document.getElementById("_found");
  const more = document.getElementById("_more");
  const choices = document.getElementById("_filters");
  const STEP = 20;
  const labels = { kind: words.kinds, decade: words.years };
  let engine;
  let results = [];
  let turn = 0;

  const add = (parent, name, facts = {}, text = "") => {
    const made = parent.appendChild(document.createElement(name));
    for (const [key, value] of Object.entries(facts)) if (value) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  /* The index, loaded with the first query. */
  const load = () => {
    engine ??= (async () => {
      const [first, ...others] = words.parts.split(" ").map((part) => new URL(`${part}/`, location.href).href);
      const made = await import(`${first}pagefind.js`);
      await made.options({ excerptLength: 28 });
      await made.init();
      for (const other of others) await made.mergeIndex(other);
      return made;
    })();
    return engine;
  };

  /* The passage: text and marks, made anew as nodes. */
  const marked = (parent, html) => {
    const read = new DOMParser().parseFromString(html, "text/html").body;
    for (const node of read.childNodes) {
      if (node.nodeName === "MARK") add(parent, "mark", {}, node.textContent);
      else parent.append(node.textContent);
    }
    return [...read.querySelectorAll("mark")].map((mark) => mark.textContent);
  };

  /* The document, at the first word found: browsers that know text fragments show it. */
  const addressOf = (page, hit) => {
    const [path, anchor = ""] = page.split("#");
    const fragment = hit ? `:~:text=${encodeURIComponent(hit.replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "")).replaceAll("-", "%2D")}` : "";
    return `../${path}${anchor || fragment ? "#" : ""}${anchor}${fragment}`;
  };

  const show = async (count) => {
    const mine = turn;
    const next = results.slice(found.children.length, found.children.length + count);
    for (const data of await Promise.all(next.map((one) => one.data()))) {
      if (mine !== turn) return;
      const item = add(found, "li", { class: "document" });
      add(item, "p", { class: "when" }, data.meta.date || "");
      const what = add(item, "div", { class: "what" });
      const link = add(add(what, "p", { class: "name" }), "a", { lang: data.meta.lang, dir: "auto" }, data.meta.title);
      const hits = marked(add(what, "p", { class: "gist", lang: document.documentElement.lang, dir: "auto" }), data.excerpt);
      link.href = addressOf(data.meta.url, hits[0]);
    }
    more.hidden = found.children.length >= results.length;
  };

  const chosen = () => {
    const filters = {};
    for (const one of choices.querySelectorAll("select")) if (one.value) filters[one.name] = one.value;
    return filters;
  };

  const plain = (text) => text.normalize("NFD").replace(/[\p{M}\u200b]/gu, "").toLowerCase();

  /* Whether a word, or one that begins with it, is anywhere. Of one that is not, Pagefind takes the longest beginning that
     is: `boatswain` would find every boat. In quotes it does not, but then it takes no word that goes on either. */
  const isThere = async (made, word) => {
    if ((await made.search(`"${word}"`)).results.length) return true;
    for (const one of (await made.search(word)).results.slice(0, 5)) {
      if (plain((await one.data()).content).includes(plain(word))) return true;
    }
    return false;
  };

  const ask = async (query, filters) => {
    const made = await load();
    const apart = /["“”]/u.test(query) ? [] : query.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
    for (const word of apart) if (!(await isThere(made, word))) return { results: [] };
    return made.search(query, { filters });
  };

  const search = async () => {
    const mine = ++turn;
    const query = field.value.trim();
    const filters = chosen();
    const address = new URL(location.href);
    address.search = query ? new URLSearchParams({ q: query, ...filters }).toString() : "";
    history.replaceState(null, "", address);
    found.setAttribute("aria-busy", "true");
    try {
      const answer = query ? await ask(query, filters) : { results: [] };
      if (mine !== turn) return;
      results = answer.results;
      found.replaceChildren();
      more.hidden = true;
      status.textContent = !query ? "" : results.length ? words.searchFound.replace("{n}", results.length) : words.searchNone;
      await show(STEP);
    } catch {
      if (mine === turn) status.textContent = words.searchServer;
    } finally {
      if (mine === turn) found.setAttribute("aria-busy", "false");
    }
  };

  const offer = async (given) => {
    const filters = await (await load()).filters();
    for (const name of ["kind", "decade"]) {
      const values = Object.entries(filters[name] || {}).sort(([one], [other]) => (one < other ? -1 : 1));
      if (values.length < 2) continue;
      const label = add(choices, "label", {}, labels[name]);
      const select = add(label, "select", { name });
      add(select, "option", { value: "" }, words.any).value = "";
      for (const [value, count] of values) add(select, "option", { value }, `${value} (${count})`);
      select.value = given.get(name) || "";
      select.addEventListener("change", search);
    }
  };

  const begin = async () => {
    document.querySelector(".search").hidden = false;
    const given = new URLSearchParams(location.search);
    field.value = given.get("q") || "";
    let waiting;
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") { clearTimeout(waiting); search(); } });
    more.addEventListener("click", async () => {
      const at = found.children.length;
      await show(STEP);
      found.children[at]?.querySelector("a").focus();
    });
    try {
      await offer(given);
    } catch {
      status.textContent = words.searchServer;
      return;
    }
    if (field.value) await search();
  };
  begin();
})();
