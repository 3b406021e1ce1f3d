// The search of this site: pagefind's index, read in the browser. Nothing is asked of any other site, and nothing kept.
const place = document.querySelector("[data-search]");
const said = place.dataset;

function make(tag, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

function result({ url, meta }) {
  const words = make("div", { className: "words" },
    make("h2", {}, make("a", { href: url, textContent: meta.title })),
    make("p", { textContent: meta.summary }),
    make("p", { className: "meta" }, make("time", { dateTime: meta.date, textContent: meta.date })));
  const card = make("article", { className: "card" });
  if (meta.image) card.append(make("div", { className: "thumb" },
    make("img", { src: meta.image, alt: meta.image_alt, loading: "lazy", width: 480, height: 270 })));
  card.append(words);
  return card;
}

try {
  const pagefind = await import(place.dataset.search);
  await pagefind.init();
  const input = make("input", { type: "search", id: "search", autocomplete: "off" });
  const told = make("p", { className: "meta", role: "status" });
  const list = make("div", { className: "cards" });
  const label = make("label", { htmlFor: "search", textContent: said.label });
  place.replaceChildren(make("search", {}, label, input), told, list);
  const show = async () => {
    const found = await pagefind.debouncedSearch(input.value, {}, 200);
    if (!found) return;
    const results = await Promise.all(found.results.slice(0, 30).map((one) => one.data()));
    told.textContent = input.value.trim() ? `${said.found} ${found.results.length}` : "";
    list.replaceChildren(...results.map(result));
  };
  input.addEventListener("input", show);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) await show();
} catch {
  // what the page says without this script stays: the way to the archive
}
