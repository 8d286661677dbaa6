#include "app/commands/modernise_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace claimscope::app {
namespace {

constexpr std::uintmax_t kMaxManifest = 64U << 20U;

void readOne(const std::string& path, ManifestTexts& out) {
  const auto problem = [&](ErrorCode code, std::string message, std::string fix) {
    out.errors.push_back({code, std::move(message), std::move(fix), std::nullopt, 0});
  };
  std::string bytes;
  if (path == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  } else {
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    std::ifstream in(path, std::ios::binary);
    if (code || !in) {
      problem(code == std::errc::no_such_file_or_directory ? ErrorCode::notFound : ErrorCode::invalidInput,
              path + ": " + (code ? code.message() : "cannot be opened"), "Check the path and its permissions");
      return;
    }
    if (size > kMaxManifest) {
      problem(ErrorCode::tooLarge, path + ": has " + std::to_string(size >> 20U) + " MiB, manifests over 64 MiB are refused",
              "Split it");
      return;
    }
    bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  const std::string name = path == "-" ? "standard input" : path;
  if (std::string_view(bytes).substr(0, 4096).find('\0') != std::string_view::npos) {
    problem(ErrorCode::invalidInput, name + ": is binary, not YAML, JSON or Markdown", "Name a manifest");
    return;
  }
  out.sources.push_back({name, std::move(bytes), isMarkdown(path)});
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
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(path, std::filesystem::directory_options::skip_permission_denied, code)) {
      const std::string end = entry.path().extension().string();
      if (entry.is_regular_file(code) && (end == ".yaml" || end == ".yml" || end == ".json" || isMarkdown(end))) {
        files.push_back(entry.path().string());
      }
    }
    if (files.empty()) {
      out.errors.push_back({ErrorCode::notFound, path + ": holds no .yaml, .yml, .json or .md file",
                            "Name a folder that does, or a file", std::nullopt, 0});
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      readOne(file, out);
    }
  }
  return out;
}

}  // namespace claimscope::app
