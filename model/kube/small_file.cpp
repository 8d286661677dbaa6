#include "model/kube/small_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace claimscope::kube {
namespace {

constexpr std::size_t kMaxFile = 16U << 20U;
constexpr int kSilenceMs = 10'000;

struct Descriptor {
  int fd;
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() {
    if (fd >= 0) {
      ::close(fd);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

std::string fixOf(int error) {
  return error == EACCES || error == EPERM ? "Check its permissions" : error == ENOENT ? "Check the path" : std::string();
}

tl::unexpected<Error> problem(const std::filesystem::path& path, int error) {
  return fail(error == ENOENT ? ErrorCode::notFound : ErrorCode::invalidInput, path.string() + ": " + std::strerror(error),
              fixOf(error));
}

}  // namespace

Result<std::string> readSmallFile(const std::filesystem::path& path) {
  // Without O_NONBLOCK the opening of a pipe nobody writes to would never end.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat info {};
  if (file.fd < 0 || ::fstat(file.fd, &info) != 0) {
    return problem(path, errno);
  }
  if (S_ISDIR(info.st_mode)) {
    return fail(ErrorCode::invalidInput, path.string() + " is a directory, not a file");
  }
  std::string bytes;
  std::array<char, 16384> buffer{};
  while (true) {
    if (S_ISFIFO(info.st_mode)) {
      pollfd waiting{file.fd, POLLIN, 0};
      if (::poll(&waiting, 1, kSilenceMs) == 0) {
        return fail(ErrorCode::invalidInput, path.string() + " is a pipe that nobody writes to");
      }
    }
    const ssize_t got = ::read(file.fd, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
      if (errno == EAGAIN && !S_ISFIFO(info.st_mode)) {
        return problem(path, EAGAIN);
      }
      continue;
    }
    if (got < 0) {
      return problem(path, errno);
    }
    if (got == 0) {
      return bytes;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > kMaxFile) {
      return fail(ErrorCode::tooLarge, path.string() + " is larger than 16 MiB, which is refused");
    }
  }
}

}  // namespace claimscope::kube
