// Shows the page again when the edition has been made anew. Put into pages by `tei serve` alone.
(() => {
  const shown = document.currentScript.dataset.made;
  new EventSource("/_tei/events").addEventListener("made", (event) => {
    if (event.data !== shown) location.reload();
  });
})();
