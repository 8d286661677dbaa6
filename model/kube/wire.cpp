#include "model/kube/wire.h"

#include <charconv>

#include "model/base/json_tree.h"

namespace claimscope::kube {
namespace {

constexpr std::string_view kMagic("k8s\0", 4);
constexpr std::size_t kHeadBytes = 16U << 10U;  ///< continue tokens hold a name: a few hundred bytes

/// One field of a protobuf message: a number, or bytes.
struct Field {
  std::uint32_t number = 0;
  std::uint64_t value = 0;
  std::string_view bytes;
};

/// Fields in order; stops at the first that is broken or cut.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : m_rest(bytes), m_size(bytes.size()) {}

  [[nodiscard]] bool next(Field& field) {
    std::uint64_t tag = 0;
    if (!varint(tag) || tag >> 3U == 0 || tag >> 3U > 0xffffU) {
      return false;
    }
    field = {static_cast<std::uint32_t>(tag >> 3U), 0, {}};
    switch (tag & 7U) {
      case 0:
        return varint(field.value);
      case 1:
        return skip(8);
      case 2: {
        std::uint64_t length = 0;
        if (!varint(length)) {
          return false;
        }
        m_cut = length > m_rest.size();
        field.bytes = m_rest.substr(0, length);
        m_rest.remove_prefix(field.bytes.size());
        return true;
      }
      case 5:
        return skip(4);
      default:
        return false;
    }
  }
  /// Bytes taken so far.
  [[nodiscard]] std::size_t at() const { return m_size - m_rest.size(); }
  /// The last field goes on after the end of what there is.
  [[nodiscard]] bool isCut() const { return m_cut; }

 private:
  [[nodiscard]] bool varint(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(m_rest.front());
      m_rest.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      if (byte < 0x80U) {
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool skip(std::size_t count) {
    if (m_rest.size() < count) {
      return false;
    }
    m_rest.remove_prefix(count);
    return true;
  }

  std::string_view m_rest;
  std::size_t m_size;
  bool m_cut = false;
};

/// The bytes of a field of the envelope (runtime.Unknown): 1 type, 2 object.
std::string_view enveloped(std::string_view body, std::uint32_t number) {
  Fields fields(body.substr(kMagic.size()));
  Field field;
  while (fields.next(field)) {
    if (field.number == number) {
      return field.bytes;
    }
  }
  return {};
}

std::optional<PageHead> headOfProtobuf(std::string_view body) {
  const std::string_view list = enveloped(body, 2);
  Fields fields(list);
  Field field;
  if (!fields.next(field) || field.number != 1 || fields.isCut()) {
    return std::nullopt;
  }
  PageHead head;
  head.itemsAt = static_cast<std::size_t>(list.data() - body.data()) + fields.at();
  Fields metadata(field.bytes);
  while (metadata.next(field)) {
    if (field.number == 2) {
      head.resourceVersion = field.bytes;
    } else if (field.number == 3) {
      head.continueToken = field.bytes;
    }
  }
  return head;
}

/// The value of a string member of the metadata; none when it needs unescaping.
std::optional<std::string> member(std::string_view metadata, std::string_view key) {
  const std::string name = "\"" + std::string(key) + "\":\"";
  const std::size_t at = metadata.find(name);
  if (at == std::string_view::npos) {
    return std::string();
  }
  const std::string_view value = metadata.substr(at + name.size());
  const std::size_t end = value.find('"');
  if (end == std::string_view::npos || value.substr(0, end).find('\\') != std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(value.substr(0, end));
}

std::optional<PageHead> headOfJson(std::string_view body) {
  const std::string_view start = body.substr(0, kHeadBytes);
  const std::size_t items = start.find("\"items\":");
  const std::size_t metadata = start.find("\"metadata\":{");
  if (items == std::string_view::npos || metadata == std::string_view::npos || metadata > items) {
    return std::nullopt;
  }
  const std::string_view inside = start.substr(metadata, items - metadata);
  const std::optional<std::string> version = member(inside, "resourceVersion");
  const std::optional<std::string> token = member(inside, "continue");
  if (!version || !token) {
    return std::nullopt;
  }
  return PageHead{*version, *token, items};
}

std::string printable(std::string_view bytes) {
  return std::string(bytes.substr(0, 4096));
}

}  // namespace

bool isProtobuf(std::string_view body) {
  return body.starts_with(kMagic);
}

std::optional<PageHead> pageHead(std::string_view body) {
  return isProtobuf(body) ? headOfProtobuf(body) : headOfJson(body);
}

std::optional<std::string> statusAsJson(std::string_view body) {
  if (!isProtobuf(body)) {
    return std::nullopt;
  }
  Field field;
  bool isStatus = false;
  Fields type(enveloped(body, 1));
  while (type.next(field)) {
    isStatus = isStatus || (field.number == 2 && field.bytes == "Status");
  }
  if (!isStatus) {
    return std::nullopt;
  }
  // metav1.Status: 2 status, 3 message, 4 reason, 5 details, 6 code; of the details 5 is retryAfterSeconds, 4 causes.
  nlohmann::json out = {{"kind", "Status"}};
  Fields status(enveloped(body, 2));
  while (status.next(field)) {
    if (field.number == 3) {
      out["message"] = printable(field.bytes);
    } else if (field.number == 4) {
      out["reason"] = printable(field.bytes);
    } else if (field.number == 5) {
      Fields details(field.bytes);
      Field inner;
      while (details.next(inner)) {
        if (inner.number == 5) {
          out["details"]["retryAfterSeconds"] = static_cast<std::int32_t>(inner.value);
        }
      }
    } else if (field.number == 6) {
      out["code"] = static_cast<std::int32_t>(field.value);
    }
  }
  // Hostile bytes need not be UTF-8.
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::uint64_t versionNumber(std::string_view version) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
  return error == std::errc() && end == version.data() + version.size() ? number : 0;
}

bool isOlder(std::string_view version, std::string_view than) {
  const std::uint64_t left = versionNumber(version);
  const std::uint64_t right = versionNumber(than);
  return left != 0 && right != 0 && left < right;
}

}  // namespace claimscope::kube
