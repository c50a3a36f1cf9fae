import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

/** The policy's hashes of every inline block of one kind: what may run, and nothing else. */
function hashes(page: string, tag: "script" | "style"): string {
  const blocks = page.matchAll(new RegExp(`<${tag}(?![^>]*application/json)[^>]*>([\\s\\S]*?)</${tag}>`, "g"));
  return [...blocks]
    .map(([, body]) => `'sha256-${createHash("sha256").update(body ?? "", "utf8").digest("base64")}'`)
    .join(" ");
}

/**
 * Writes the Content-Security-Policy into the finished page.
 *
 * The page carries names and SQL of code that nobody vetted. Should one ever be taken for markup,
 * the policy still lets nothing run and nothing leave: no connection, no frame, no form.
 */
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== "asset" || !asset.fileName.endsWith(".html")) continue;
          const page = String(asset.source);
          const policy = [
            "default-src 'none'",
            `script-src ${hashes(page, "script")}`,
            `style-src ${hashes(page, "style")}`,
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            // Nothing may hand a text to what would run or parse it, not even the page's own script.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
          ].join("; ");
          asset.source = page.replace("__POLICY__", () => policy);
        }
      },
    },
  };
}

/** While developing: puts the analysis that `ANALYSIS` names into the page, as `reports/html.py` does. */
function analysisOfEnvironment(): Plugin {
  return {
    name: "analysis-of-environment",
    apply: "serve",
    transformIndexHtml(page) {
      const file = process.env["ANALYSIS"];
      if (!file) throw new Error("Name an analysis: ANALYSIS=../../seamline-report/analysis.json npm run dev");
      const data = readFileSync(file, "utf8").replaceAll("<", "\\u003c");
      return page
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
        .replace("<!--seamline:analysis-->", () => `<script type="application/json" id="analysis">${data}</script>`);
    },
  };
}

export default defineConfig({
  plugins: [analysisOfEnvironment(), viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
  build: {
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
});
