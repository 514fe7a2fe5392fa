"use strict";
const $ = (id) => document.getElementById(id);
const form = document.querySelector("form"), find = $("find"), doubtful = $("doubtful"), found = $("found");
const cite = $("cite"), citation = $("cite-text"), words = $("words"), copy = $("copy");

// Found with or without marks: "nguyen van" finds "Nguyễn Văn".
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
const texts = new Map();
function text(id) {
  if (!texts.has(id)) texts.set(id, plain($(id).textContent));
  return texts.get(id);
}
function filter() {
  const words = plain(find.value).trim();
  let count = 0;
  for (const item of document.querySelectorAll("#list li")) {
    const shown = (!doubtful.checked || "doubt" in item.dataset) && (!words || text(item.dataset.article).includes(words));
    item.hidden = !shown;
    count += shown;
  }
  found.textContent = words || doubtful.checked ? `${count} ${count === 1 ? "article" : "articles"}` : "";
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
find.addEventListener("input", filter);
doubtful.addEventListener("change", filter);
filter();

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

function choose(sentence) {
  chosen = sentence;
  const [english, vietnamese] = light(sentence);
  cite.hidden = !english;
  if (!english) return;
  const article = english.closest("article");
  const flags = english.dataset.flags ? ` Doubts: ${english.dataset.flags.replaceAll(" ", ", ").replaceAll("_", " ")}.` : "";
  const facts = [article.querySelector("h2 .s")?.textContent, ...article.querySelector(".facts").innerText.split("\n")]
    .map((fact) => fact?.trim()).filter(Boolean).join(". ");
  citation.textContent =
    `“${english.textContent.trim()}”\n[machine translation of: “${vietnamese.textContent.trim()}”]\n` +
    `${facts}. Sentence ${english.id}.${flags}${english.dataset.score ? ` Model's score ${english.dataset.score}.` : ""}`;
  const alone = new Set(vietnamese.dataset.alone.split(" ").filter(Boolean).map(Number));
  $("alone").hidden = !alone.size;
  words.lastElementChild.replaceChildren(...vietnamese.dataset.words.split(words.dataset.between).flatMap((word, number) => {
    const shown = document.createElement(alone.has(number) ? "b" : "span");
    shown.textContent = word;
    return number ? [words.dataset.between, shown] : [shown];
  }));
  copy.textContent = "Copy as a quotation";
}
document.addEventListener("click", (event) => {
  if (event.target.closest("aside")) return;
  if (getSelection().toString()) return; // somebody is marking text
  const target = event.target.closest(".number")?.getAttribute("href");
  choose(target ? $(target.slice(1)) : event.target.closest(".s"));
});
$("close").addEventListener("click", () => choose(null));
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(citation.textContent);
    copy.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(citation);
    copy.textContent = "Marked: copy it with Ctrl+C";
  }
});

// What stands outside the article is of no use in it.
addEventListener("hashchange", () => chosen && !chosen.closest("article").matches(":target, :has(:target)") && choose(null));
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=search]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const article = document.querySelector("article:target, article:has(:target)");
  if (event.key === "Escape" && !cite.hidden) choose(null);
  else if (event.key === "Escape" && article) location.hash = "list";
  else if (event.key === "ArrowRight") article?.querySelector("a[rel=next]")?.click();
  else if (event.key === "ArrowLeft") article?.querySelector("a[rel=prev]")?.click();
  else if (event.key === "/" && !article) { event.preventDefault(); find.focus(); }
});
