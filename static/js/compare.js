/* The next place that differs: by the button or the letter n, from the first again after the last. */
let at = -1;
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-next-change]")) return;
  const places = [...document.querySelectorAll("[data-change]")];
  if (!places.length) return;
  event.preventDefault();
  const here = places.indexOf(document.activeElement);
  at = ((here < 0 ? at : here) + 1) % places.length;
  places[at].scrollIntoView({ block: "center" });
  places[at].focus({ preventScroll: true });
});
