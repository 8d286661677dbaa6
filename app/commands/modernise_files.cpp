#include "app/commands/modernise_files.h"

#include <array>
#include <filesystem>

#include "app/source/read_whole.h"

namespace claimscope::app {
namespace {

constexpr std::uintmax_t kMaxManifest = 64U << 20U;

constexpr std::array<std::string_view, 6> kEndings = {".yaml", ".yml", ".json", ".md", ".mdx", ".markdown"};

void readOne(const std::string& path, ManifestTexts& out) {
  auto bytes = readWhole(path, kMaxManifest, "Split it");
  if (!bytes) {
    out.errors.push_back(bytes.error());
    return;
  }
  if (looksBinary(*bytes)) {
    out.errors.push_back({ErrorCode::invalidInput, nameOfInput(path) + ": is binary, not YAML, JSON or Markdown",
                          "Name a manifest", std::nullopt, 0});
    return;
  }
  out.sources.push_back({nameOfInput(path), std::move(*bytes), isMarkdown(path)});
}

}  // namespace

bool isMarkdown(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".mdx") || path.ends_with(".markdown");
}

ManifestTexts readTexts(const std::vector<std::string>& paths) {
  ManifestTexts out;
  for (const std::string& path : paths) {
    std::error_code code;
    if (path == "-" || !std::filesystem::is_directory(path, code)) {
      readOne(path, out);
      continue;
    }
    const std::vector<std::string> files = filesBelow(path, kEndings);
    if (files.empty()) {
      out.errors.push_back({ErrorCode::notFound, path + ": holds no .yaml, .yml, .json or .md file",
                            "Name a folder that does, or a file", std::nullopt, 0});
    }
    for (const std::string& file : files) {
      readOne(file, out);
    }
  }
  return out;
}

}  // namespace claimscope::app
