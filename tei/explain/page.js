"use strict";
// A line marks the TEI it became, and an element of the TEI its lines: while the pointer is over it, and for
// good after a click. Without this script the links do the same.
(() => {
  const kept = new Set();
  const partners = (one) =>
    one.matches(".line")
      ? one.dataset.to.split(" ").filter(Boolean).map((id) => document.getElementById(id))
      : (one.dataset.lines || "").split(" ").filter(Boolean).map((n) => document.getElementById("L" + n));
  const both = (one) => [one, ...partners(one)].filter(Boolean);
  const clear = () => document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
  const show = (some) => { clear(); kept.forEach((one) => one.classList.add("on")); some.forEach((one) => one.classList.add("on")); };
  const near = (event) => event.target instanceof Element ? event.target.closest(".line, .held") : null;
  document.addEventListener("pointerover", (event) => { const one = near(event); show(one ? both(one) : []); });
  document.addEventListener("click", (event) => {
    const one = near(event);
    kept.clear();
    if (one) { both(one).forEach((other) => kept.add(other)); }
    show([]);
    const first = one && !event.target.closest("a") && partners(one)[0];
    if (first) { first.scrollIntoView({ block: "center", behavior: "auto" }); }
  });
})();
