"use strict";
const $ = (id) => document.getElementById(id);
const list = $("list"), form = list.querySelector("form"), find = $("find"), found = $("found"), missing = $("missing");
const pages = list.querySelector(".pages"), items = [...list.querySelectorAll("li")], room = document.title;
const cite = $("cite"), citation = $("cite-text"), words = $("words"), copy = $("copy");
document.documentElement.className = "js";

// What the address names: nothing, the list, an article, or one of its sentences.
const named = () => location.hash.slice(1);
const opened = () => $(named())?.closest("article");
const heading = (article) => (article.querySelector("h1 .s") ?? article.querySelector("h1")).textContent.trim();
const rename = (address) => history.replaceState(null, "", address); // without a step for the Back button

// A letter without a mark stands for itself with any, one with a mark for itself alone: "nguyen" finds "Nguyễn", "bán" no "bạn".
const marked = { d: "dđ" };
for (let code = 0xc0; code < 0x1f00; code++) {
  const letter = String.fromCharCode(code), [base, mark] = letter.normalize("NFD");
  if (mark && base >= "a" && base <= "z") marked[base] = (marked[base] ?? base) + letter;
}
function pattern(term) {
  const [, text, more] = term.toLowerCase().match(/^(.*?)(\*?)$/);
  const plain = !/\p{M}|đ/u.test(text.normalize("NFD"));
  const letters = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[a-z]/g, (letter) => (plain && marked[letter] ? `[${marked[letter]}]` : letter));
  const begin = /^[\p{L}\p{N}]/u.test(text) ? "(?<![\\p{L}\\p{N}])" : "", end = !more && /[\p{L}\p{N}]$/u.test(text) ? "(?![\\p{L}\\p{N}])" : "";
  return new RegExp(begin + letters.replace(/\s+/g, "\\s+") + end, "gu");
}
// The articles have the tone marks of print (hòa), some keyboards write hoà.
const inPrint = (text) =>
  text.normalize("NFD").replace(/(?<!q)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\p{L})/giu, "$1$3$2").normalize("NFC");
const patterns = (query) =>
  [...inPrint(query).matchAll(/["“”]([^"“”]+)["“”]?|[^\s"“”]+/g)].map(([all, phrase]) => (phrase ?? all).trim()).filter((term) => /[^*]/.test(term)).map(pattern);

// Searched is what the article says, its date, author and site; what the page says of it (doubts, numbers, file names) is not.
const said = (place) => [...place.querySelectorAll(".s, .rests, .from, li b, li > .original, li > p")];
const texts = new Map();
function text(id) {
  if (!texts.has(id)) texts.set(id, said($(id)).map((part) => part.textContent).join("\n").toLowerCase());
  return texts.get(id);
}
let terms = [];
function filter() {
  terms = patterns(find.value);
  const boxes = [...form.querySelectorAll("input:checked")];
  let count = 0;
  for (const item of items) {
    item.hidden = !boxes.every((box) => box.name in item.dataset) || !terms.every((term) => text(item.dataset.article).search(term) >= 0);
    count += !item.hidden;
  }
  const articles = (number) => `${number} ${number === 1 ? "article" : "articles"}`;
  found.textContent = terms.length || boxes.length ? articles(count) : "";
  if (pages) {
    // A page knows its own articles only: the query goes with the reader to the others.
    for (const link of pages.querySelectorAll("a")) link.search = asked();
    const here = pages.querySelector("b"), other = here.nextElementSibling ?? pages.firstElementChild;
    const next = Object.assign(document.createElement("a"), { href: other.href, textContent: `look on page ${other.textContent}` });
    if (found.textContent) found.replaceChildren(`${count} of the ${articles(items.length)} on this page (${here.textContent} of ${pages.children.length}); `, next);
  }
  show();
}
function asked() {
  const query = new URLSearchParams(new FormData(form));
  if (!find.value.trim()) query.delete("q");
  return query.size ? `?${query}` : "";
}
// What was found is coloured, in the list or in the article that is open.
function show() {
  if (!CSS.highlights) return;
  const hits = new Highlight(), places = !terms.length ? [] : opened() ? [opened()] : items.filter((item) => !item.hidden);
  for (const part of places.flatMap(said))
    for (const term of terms)
      for (const { index, 0: hit } of part.textContent.toLowerCase().matchAll(term)) hits.add(range(part, index, index + hit.length));
  CSS.highlights.set("found", hits);
}
function range(element, begin, end) {
  const range = new Range(), nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let from = 0, node; (node = nodes.nextNode()); from += node.length) {
    if (begin >= from && begin < from + node.length) range.setStart(node, begin - from);
    if (end <= from + node.length) { range.setEnd(node, end - from); break; }
  }
  return range;
}
const query = new URLSearchParams(location.search);
if (query.has("q")) find.value = query.get("q");
for (const box of form.querySelectorAll("[type=checkbox]")) box.checked ||= query.has(box.name);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filter);
form.addEventListener("change", () => {
  filter();
  rename(location.pathname + asked() + location.hash);
});

// A sentence lights up on both sides.
let lit = [];
function light(element) {
  for (const old of lit) old.classList.remove("lit");
  const sentence = element?.closest?.(".s");
  lit = sentence ? [...sentence.closest("article").querySelectorAll(`.s[data-s="${sentence.dataset.s}"]`)] : [];
  for (const one of lit) one.classList.add("lit");
  return lit;
}
let chosen = null;
document.addEventListener("mouseover", (event) => light(event.target.closest(".s") ?? chosen));

const inWords = (flags) => flags.replaceAll(" ", ", ").replaceAll("_", " ");
const inVietnamese = (text) => Object.assign(document.createElement("span"), { lang: "vi", textContent: text });
function choose(sentence) {
  const [english, vietnamese] = light(sentence);
  chosen = english ?? null;
  cite.hidden = !english;
  if (!english) return;
  const article = english.closest("article"), part = (selector) => article.querySelector(selector)?.textContent.trim();
  const { flags, done, score } = english.dataset;
  const alone = [[vietnamese, inVietnamese], [english, (text) => text]].flatMap(([side, shown]) =>
    [...side.querySelectorAll("u")].flatMap((word) => [", ", shown(`“${word.textContent}”`)]));
  const address = location.protocol === "file:" ? "index.html" : new URL("index.html", location).href.split(/[?#]/)[0];
  citation.replaceChildren(
    `“${english.textContent.trim()}”\n[machine translation of: “`, inVietnamese(vietnamese.textContent.trim()), "”]\n", heading(article),
    ...(part(".original") ? [" [", inVietnamese(part(".original")), "]"] : []),
    ...[part(".from"), part(".facts a") ?? article.querySelector(".file").dataset.name].filter(Boolean).map((fact) => `. ${fact}`),
    `. Translated by ${part(".translator")}, ${cite.dataset.version}. Sentence ${english.id}.`,
    flags ? ` Doubts: ${inWords(flags)}.` : "",
    ...(alone.length ? [" Words without a counterpart: ", ...alone.slice(1), "."] : []),
    done ? ` Done to the translation: ${inWords(done)}.` : "",
    score ? ` Model's score ${score}.` : "",
    `\nIn the reading room: ${address}#${english.id}`,
  );
  const bold = new Set(vietnamese.dataset.alone.split(" ").filter(Boolean).map(Number));
  $("alone").hidden = !bold.size;
  words.lastElementChild.replaceChildren(...vietnamese.dataset.words.split(words.dataset.between).flatMap((word, number) => {
    const shown = document.createElement(bold.has(number) ? "b" : "span");
    shown.textContent = word;
    return number ? [words.dataset.between, shown] : [shown];
  }));
  copy.textContent = "Copy as a quotation";
  sentence.scrollIntoView({ block: "nearest" }); // the panel may have covered it
}
function dismiss() {
  if (!chosen) return;
  rename(`#${chosen.closest("article").id}`);
  if (cite.contains(document.activeElement)) chosen.nextElementSibling.focus({ preventScroll: true });
  choose(null);
}
document.addEventListener("click", (event) => {
  const { target } = event, number = target.closest(".number"), summary = target.closest(".rests[data-on]"), sentence = target.closest(".s");
  if (target.closest("aside") || getSelection().toString()) return; // somebody is marking text
  if (number) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into another tab
    event.preventDefault();
    location.hash = number.hash; // takes the focus away
    choose($(named()));
    if (!event.detail) copy.focus(); // by the keyboard
  } else if (summary) location.hash = summary.dataset.on;
  else if (sentence) {
    choose(sentence);
    rename(`#${chosen.id}`);
  } else dismiss();
});
$("close").addEventListener("click", dismiss);
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(citation.textContent);
    copy.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(citation);
    copy.textContent = "Marked: copy it with Ctrl+C";
  }
});

// Both languages or one: in all articles.
document.addEventListener("change", ({ target }) => {
  if (target.matches(".both")) for (const box of document.querySelectorAll(".both")) box.checked = target.checked;
});

function arrive() {
  const article = opened(), id = named().split("-")[0];
  document.title = article ? `${heading(article)} – Reading room` : room;
  if (chosen && !article?.contains(chosen)) choose(null); // what stands outside the article is of no use in it
  if ($(named())?.matches(".s")) choose($(named()));
  for (const [rel, step] of [["prev", "previousElementSibling"], ["next", "nextElementSibling"]]) {
    const link = article?.querySelector(`a[rel=${rel}]`);
    if (!link) continue;
    let item = $(`in-${id}`);
    do item = item[step]; while (item?.hidden); // as the list has them
    link.hidden = !item;
    if (item) link.hash = item.dataset.article;
  }
  missing.hidden = !named() || $(named()) !== null;
  if (!missing.hidden) {
    const link = [...(pages?.querySelectorAll("a") ?? [])].find((page) => page.dataset.articles?.split(" ").includes(id));
    if (link) return location.replace(Object.assign(link.cloneNode(), { hash: named() }).href);
    const first = !$(id) && pages?.querySelector("a:first-child"); // which knows where every article is
    missing.replaceChildren(`“${named()}” is not ${first ? "on this page" : "in this room"}. `);
    if (first) missing.append(Object.assign(first.cloneNode(), { hash: named(), textContent: "Look in the whole room" }));
  }
  show();
}
addEventListener("hashchange", arrive);
filter();
arrive();

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=search]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const article = opened(), follow = (link) => !event.shiftKey && article?.querySelector(`${link}:not([hidden])`)?.click(); // Shift+→ marks text
  if (event.key === "Escape" && !cite.hidden) dismiss();
  else if (event.key === "Escape") follow(".back");
  else if (event.key === "ArrowRight") follow("a[rel=next]");
  else if (event.key === "ArrowLeft") follow("a[rel=prev]");
  else if (event.key === "/" && !article) { event.preventDefault(); find.focus(); }
});
