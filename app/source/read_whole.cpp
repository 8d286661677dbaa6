#include "app/source/read_whole.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace claimscope::app {

std::string nameOfInput(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

bool looksBinary(std::string_view bytes) {
  return bytes.substr(0, 4096).find('\0') != std::string_view::npos;
}

Result<std::string> readWhole(const std::string& path, std::uintmax_t most, std::string_view smaller) {
  const auto tooLarge = [&](std::uintmax_t size) {
    return fail(ErrorCode::tooLarge,
                nameOfInput(path) + " has " + std::to_string(size >> 20U) + " MiB; more than " + std::to_string(most >> 20U) +
                    " MiB are refused",
                std::string(smaller));
  };
  std::string bytes;
  if (path == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  } else {
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (code) {
      return fail(code == std::errc::no_such_file_or_directory ? ErrorCode::notFound : ErrorCode::invalidInput,
                  path + ": " + code.message(), "Check the path and its permissions");
    }
    if (size > most) {
      return tooLarge(size);
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      return fail(ErrorCode::invalidInput, path + " cannot be opened", "Check its permissions");
    }
    bytes.resize(size);
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    bytes.append(std::istreambuf_iterator<char>(in.rdbuf()), std::istreambuf_iterator<char>());  // it may have grown
  }
  if (bytes.size() > most) {
    return tooLarge(bytes.size());
  }
  return bytes;
}

std::vector<std::string> filesBelow(const std::string& folder, std::span<const std::string_view> endings) {
  std::vector<std::string> out;
  std::error_code code;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder, std::filesystem::directory_options::skip_permission_denied, code)) {
    const std::string ending = entry.path().extension().string();
    if (entry.is_regular_file(code) && std::find(endings.begin(), endings.end(), ending) != endings.end()) {
      out.push_back(entry.path().string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace claimscope::app
