// What is on the desk is asked for again and again; everything is put in place as text, never as markup.
"use strict";

const SEVERITIES = { BLOCK: "Must be changed", ASK: "Needs a yes", NOTE: "Good to know" };
const byId = (id) => document.getElementById(id);
let shown = 0;
let chosen = "";

function element(name, text, about = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
  return made;
}

function tweet(post) {
  const said = post.tweet;
  const box = element("div", "", { class: "tweet" });
  box.append(element("p", said.text));
  for (const photo of said.photos) box.append(element("img", "", { src: photo.src, alt: photo.alt, title: photo.alt }));
  const length = element("p", "", { class: "facts" });
  length.append(
    element("progress", "", { max: 280, value: said.weight, "aria-label": "Length" }),
    ` ${said.weight} of 280 characters · ${said.cost}`,
  );
  return [box, element("p", said.when, { class: "facts" }), length];
}

function findings(post) {
  const list = element("ul", "", { class: "found" });
  for (const one of post.findings) {
    const row = element("li", "", { class: one.severity });
    row.append(
      element("b", `${SEVERITIES[one.severity]}, line ${one.line}: ${one.rule}`),
      element("div", one.message),
      element("div", one.fix, { class: "facts" }),
    );
    list.append(row);
  }
  return post.findings.length ? [list] : [element("p", "Nothing stands in its way.", { class: "facts" })];
}

function show(post) {
  chosen = post.path;
  const rest = post.tweet ? tweet(post) : [];
  byId("proof").replaceChildren(element("h2", post.title), element("p", `${post.path} · ${post.state}`, { class: "facts" }), ...rest, ...findings(post));
  const page = byId("page");
  page.hidden = !post.page;
  if (post.page && page.contentWindow.location.pathname === post.page) page.contentWindow.location.reload();
  else if (post.page) page.src = post.page;
  for (const button of document.querySelectorAll("nav button")) {
    if (button.value === chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function list(posts) {
  byId("posts").replaceChildren(
    ...posts.map((post) => {
      const button = element("button", post.title, { type: "button", value: post.path });
      button.append(element("small", [post.state, post.date].filter(Boolean).join(" · ")));
      button.addEventListener("click", () => show(post));
      const row = element("li");
      row.append(button);
      return row;
    }),
  );
}

function put(state) {
  const status = byId("status");
  status.className = state.error ? "error" : "";
  status.textContent = state.busy || (state.error ? `${state.error.what} — ${state.error.fix}` : state.told);
  if (state.version === shown) return;
  shown = state.version;
  const focused = document.activeElement && document.activeElement.value;
  const posts = state.posts || [];
  list(posts);
  const post = posts.find((one) => one.path === state.edited) || posts.find((one) => one.path === chosen) || posts[0];
  if (post) show(post);
  for (const button of document.querySelectorAll("nav button")) if (button.value === focused) button.focus();
}

async function ask() {
  try {
    put(await (await fetch("state.json", { cache: "no-store" })).json());
  } catch {
    byId("status").textContent = "The preview has ended. Start it again: make preview";
  }
  setTimeout(ask, 500);
}

ask();
