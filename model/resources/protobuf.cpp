#include "model/resources/protobuf.h"

#include <algorithm>
#include <optional>
#include <protozero/exception.hpp>

namespace claimscope::protobuf {

namespace {

constexpr unsigned kFixed64 = 1;
constexpr unsigned kFixed32 = 5;
constexpr std::int64_t kZeroTime = -62'135'596'800;  ///< 0001-01-01T00:00:00Z: Go's zero time, null in JSON
constexpr std::int64_t kLastTime = 253'402'300'799;  ///< 9999-12-31T23:59:59Z
constexpr std::int32_t kNanosPerMs = 1'000'000;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned byteAt(Bytes bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

/// Length of the UTF-8 character at `at`; 0 when there is none.
std::size_t characterAt(Bytes bytes, std::size_t at) {
  const unsigned first = byteAt(bytes, at);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : (first & 0xF0U) == 0xE0 ? 3 : 4;
  if (length == 4 && (first < 0xF0 || first > 0xF4)) {
    return 0;
  }
  return at + length <= bytes.size() && simdjson::validate_utf8(bytes.data() + at, length) ? length : 0;
}

}  // namespace

std::string repairedUtf8(Bytes bytes) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return std::string(bytes);
  }
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = characterAt(bytes, at);
    out += length == 0 ? kReplacement : bytes.substr(at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

void passOn(std::uint32_t number) {
  const auto named = [number](FieldError error) {
    if (number != 0) {
      error.prefix(std::to_string(number));
    }
    return error;
  };
  try {
    throw;
  } catch (const FieldError& error) {
    throw named(error);
  } catch (const protozero::end_of_buffer_exception&) {
    throw named({{}, "ends in the middle"});
  } catch (const protozero::exception&) {
    throw named({{}, "has a number longer than 64 bits"});
  }
}

void Field::wrongType() {
  throw FieldError{{}, "has another wire type than its field"};
}

void Field::skipFixed() {
  const std::ptrdiff_t length = m_type == kFixed64 ? 8 : 4;
  if (m_type != kFixed64 && m_type != kFixed32) {
    throw FieldError{{}, "has an unknown wire type"};
  }
  if (length > m_end - m_at) {
    throw FieldError{{}, "is longer than what is left"};
  }
  m_at += length;
}

void Field::varints(std::vector<std::uint64_t>& out) const {
  if (m_type != kDelimited) {
    out.push_back(varint());
    return;
  }
  const char* at = m_bytes.data();
  const char* end = at + m_bytes.size();
  while (at != end) {
    out.push_back(protozero::decode_varint(&at, end));
  }
}

std::pair<std::size_t, const char*> Field::run() const {
  Field ahead = *this;
  std::pair<std::size_t, const char*> out{1, m_at};
  try {
    while (ahead.next() && ahead.m_number == m_number) {
      ++out.first;
      out.second = ahead.m_at;
    }
  } catch (const FieldError&) {
    return out;  // whoever reads on meets it again
  } catch (const protozero::exception&) {
    return out;
  }
  return out;
}

Field::Run Field::wholeRun() const {
  const Bytes first = bytes();
  return {Bytes(first.data(), static_cast<std::size_t>(run().second - first.data())), first.size()};
}

Time Field::timestamp(bool fraction) const {
  const Bytes message = bytes();
  if (message.empty()) {
    return {};
  }
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  forEachField(message, [&](const Field& field) {
    if (field.number() == 1) {
      seconds = field.integer();
    } else if (field.number() == 2) {
      nanos = field.int32();
    }
  });
  if (seconds == kZeroTime && (!fraction || nanos == 0)) {
    return {};
  }
  if (seconds < kZeroTime || seconds > kLastTime || (fraction && (nanos < 0 || nanos >= 1000 * kNanosPerMs))) {
    throw FieldError{{}, "is not a time"};
  }
  return Time{seconds * 1000 + (fraction ? nanos / kNanosPerMs : 0)};
}

Time Field::time() const {
  return timestamp(false);
}

Time Field::microTime() const {
  return timestamp(true);
}

Quantity quantityOf(Bytes message) {
  Bytes text = "0";
  forEachField(message, [&](const Field& field) {
    if (field.number() == 1) {
      text = field.bytes();
    }
  });
  std::optional<Quantity> parsed = Quantity::parse(text);
  if (!parsed) {
    throw FieldError{{}, "is not a quantity"};
  }
  return std::move(*parsed);
}

Quantity Field::quantity() const {
  return quantityOf(bytes());
}

Entry entry(const Field& field) {
  Entry out;
  forEachField(field.bytes(), [&out](const Field& part) {
    if (part.number() == 1) {
      out.key = part.bytes();
    } else if (part.number() == 2) {
      out.value = part.bytes();
    }
  });
  return out;
}

}  // namespace claimscope::protobuf
