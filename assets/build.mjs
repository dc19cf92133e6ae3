// Builds what the browser gets (stylesheet, modules, font) and the icon data that templates inline.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const core = join(root, "src", "balai", "core");
const out = join(core, "static", "build");
const icons = join(core, "ui", "build");
const watching = process.argv.includes("--watch");

const tailwind = [
  join(root, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs"),
  "--input", join(root, "assets", "css", "balai.css"),
  "--output", join(out, "balai.css"),
  "--minify",
];
const modules = {
  entryPoints: [
    "balai.js",
    "display/display.js",
    "kiosk/kiosk.js",
    "queue/queue.js",
    "guests/guests.js",
    "guests/guest-worker.js",
  ].map((file) => join(root, "assets", "js", file)),
  outdir: out,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
};

function copyFont() {
  const font = "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2";
  copyFileSync(require.resolve(font), join(out, "jakarta.woff2"));
}

function writeIcons() {
  const set = JSON.parse(readFileSync(require.resolve("@iconify-json/lucide/icons.json"), "utf8"));
  const bodies = Object.fromEntries(Object.entries(set.icons).map(([name, icon]) => [name, icon.body]));
  for (const [alias, { parent }] of Object.entries(set.aliases)) bodies[alias] ??= bodies[parent];
  writeFileSync(join(icons, "icons.json"), JSON.stringify(bodies));
}

mkdirSync(out, { recursive: true });
mkdirSync(icons, { recursive: true });
copyFont();
writeIcons();
if (watching) {
  spawn(process.execPath, [...tailwind, "--watch=always"], { stdio: "inherit", cwd: root });
  await (await esbuild.context(modules)).watch();
} else {
  execFileSync(process.execPath, tailwind, { stdio: ["ignore", "inherit", "inherit"], cwd: root });
  await esbuild.build(modules);
}
