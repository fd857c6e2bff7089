/* What the page can do with script. Without it everything can be read: this only adds a note that opens at its mark,
   notes in the margin, and buttons that copy. No library, no request; words come from the attributes of body. */
(() => {
  "use strict";
  const words = document.body.dataset;
  const marks = [...document.querySelectorAll('a[role="doc-noteref"][href^="#"]')];
  const noteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const labelOf = (mark) => `${words.note} ${mark.textContent.trim()}`;
  const add = (parent, name, attributes = {}, text = "") => {
    const made = parent.appendChild(document.createElement(name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  /* The text of a note once more: without ids and ways back, in the note's language. */
  const copyOf = (note) => {
    const copy = (note.querySelector(".note-text") || note).cloneNode(true);
    for (const one of copy.querySelectorAll(".backlink")) one.remove();
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    const tongue = note.closest("[lang]");
    copy.lang = tongue.lang;
    copy.dir = getComputedStyle(note).direction;
    return copy;
  };

  /* --- a note at its mark --- */
  const place = (box, mark) => {
    const at = mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 16;
    const below = at.bottom + 8 + box.offsetHeight < innerHeight || at.top < box.offsetHeight + 8;
    box.style.left = `${scrollX + Math.max(16, Math.min(at.left - 24, room))}px`;
    box.style.top = `${scrollY + (below ? at.bottom + 8 : at.top - box.offsetHeight - 8)}px`;
  };

  const open = (mark, note) => {
    const box = add(document.body, "div", {
      class: "popover", popover: "auto", role: "dialog", tabindex: "-1", "aria-label": labelOf(mark),
    });
    box.append(copyOf(note));
    const foot = add(box, "p", { class: "popover-foot", lang: document.documentElement.lang, dir: "ltr" });
    const way = add(foot, "a", { href: mark.hash }, words.toNote);
    const close = add(foot, "button", { type: "button" }, words.close);
    close.addEventListener("click", () => box.hidePopover());
    way.addEventListener("click", () => { box.dataset.left = "yes"; box.hidePopover(); });
    box.addEventListener("toggle", (event) => {
      if (event.newState === "open") return;
      if (!box.dataset.left && (box.contains(document.activeElement) || document.activeElement === document.body)) mark.focus();
      box.remove();
    });
    box.showPopover();
    place(box, mark);
    box.focus({ preventScroll: true });
  };

  const inMargin = () => document.documentElement.classList.contains("margin-notes") && matchMedia("(min-width: 60rem)").matches;
  for (const mark of marks) {
    const note = noteOf(mark);
    if (!note) continue;
    mark.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const beside = document.getElementById(`_side-${note.id}`);
      if (beside && inMargin()) {
        event.preventDefault();
        beside.focus();
      } else if ("popover" in mark) {
        event.preventDefault();
        open(mark, note);
      }
    });
  }

  /* --- notes in the margin --- */
  const fill = () => {
    for (const mark of marks) {
      const note = noteOf(mark);
      const block = mark.closest("p, .p, h2, h3, h4, h5, h6, li, td, .subhead, blockquote");
      if (!note || !block || note.contains(mark) || document.getElementById(`_side-${note.id}`)) continue;
      const host = block.closest("ul, ol, table") || block;
      const side = document.createElement("aside");
      side.className = "sidenote";
      side.id = `_side-${note.id}`;
      side.tabIndex = -1;
      side.setAttribute("role", "note");
      side.setAttribute("aria-label", labelOf(mark));
      const copy = copyOf(note);
      side.append(`${mark.textContent.trim()} `, copy);
      side.lang = copy.lang;
      host.before(side);
      note.classList.add("noted");
      host.closest(".parallel")?.classList.add(host.closest(".v1") ? "left" : "right");
    }
    for (const section of document.querySelectorAll(".notes")) {
      section.classList.toggle("noted", [...section.querySelectorAll(".note")].every((one) => one.classList.contains("noted")));
    }
  };

  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("tei-notes", value);
      return localStorage.getItem("tei-notes");
    } catch {
      return null; /* a browser that keeps nothing */
    }
  };

  const show = (where) => {
    if (where === "margin") fill();
    document.documentElement.classList.toggle("margin-notes", where === "margin");
  };

  const offer = () => {
    const text = document.querySelector(".reading > .texts");
    if (!text) return;
    const field = document.createElement("fieldset");
    field.className = "choice";
    text.before(field);
    add(field, "legend", { class: "visually-hidden" }, words.notesPlace);
    const chosen = remembered() === "margin" ? "margin" : "end";
    for (const where of ["end", "margin"]) {
      const input = add(field, "input", { type: "radio", name: "_notes", id: `_notes-${where}` });
      add(field, "label", { for: `_notes-${where}` }, where === "end" ? words.notesEnd : words.notesMargin);
      input.checked = where === chosen;
      input.addEventListener("change", () => show(remembered(where) || where));
    }
    show(chosen);
  };
  if (marks.some(noteOf)) offer();

  /* --- copying --- */
  const copied = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = add(document.body, "textarea", { class: "visually-hidden" });
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  };
  for (const one of document.querySelectorAll(".citation")) {
    const source = one.firstElementChild;
    const button = add(one, "button", { type: "button", "aria-live": "polite" }, words.copy);
    button.addEventListener("click", () => copied(source.textContent, button));
  }
})();
