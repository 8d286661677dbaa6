#include "app/commands/tar_gz.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace claimscope::app {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kLongestName = 100;
constexpr int kGzipWindow = 15 + 16;  ///< zlib: the largest window, with the frame of gzip

/// One header of ustar (POSIX.1-1988): fixed fields, numbers in octal, the sum of its bytes with blanks where the sum stands.
std::string headerOf(const ArchiveFile& file, std::int64_t seconds) {
  std::string block(kBlock, '\0');
  const auto put = [&block](std::size_t at, std::string_view text) {
    std::copy(text.begin(), text.end(), block.begin() + static_cast<std::ptrdiff_t>(at));
  };
  put(0, file.name);
  put(100, "0000600");
  put(108, "0000000");
  put(116, "0000000");
  put(124, fmt::format("{:011o}", file.text.size()));
  put(136, fmt::format("{:011o}", std::max<std::int64_t>(0, seconds)));
  put(148, "        ");
  put(156, "0");
  put(257, std::string_view("ustar\0"
                            "00",
                            8));
  unsigned sum = 0;
  for (const char c : block) {
    sum += static_cast<unsigned char>(c);
  }
  put(148, fmt::format("{:06o}", sum));
  block[154] = '\0';
  return block;
}

}  // namespace

Result<std::string> tarGz(const std::vector<ArchiveFile>& files, Time modified) {
  std::string tar;
  for (const ArchiveFile& file : files) {
    if (file.name.empty() || file.name.size() >= kLongestName) {
      return fail(ErrorCode::internal, "a file of an archive has no usable name: " + file.name);
    }
    tar += headerOf(file, modified.ms / 1000);
    tar += file.text;
    tar.append((kBlock - file.text.size() % kBlock) % kBlock, '\0');
  }
  tar.append(2 * kBlock, '\0');
  z_stream stream;
  std::memset(&stream, 0, sizeof(stream));
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return fail(ErrorCode::internal, "an archive cannot be compressed");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(tar.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(tar.data());
  stream.avail_in = static_cast<uInt>(tar.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) {
    return fail(ErrorCode::internal, "an archive cannot be compressed");
  }
  return out;
}

}  // namespace claimscope::app
