/* How many rows of a form are ticked, said on its button: "Tạo bản nháp với 28 mục". */
document.querySelectorAll("[data-count-of]").forEach((place) => {
  const form = document.getElementById(place.dataset.countOf);
  const say = () => {
    place.textContent = `với ${form.querySelectorAll("[data-counted]:checked").length} mục`;
  };
  form.addEventListener("change", say);
  say();
});
