// Reader of protobuf messages on the wire: one forward pass, fields by number, what is not asked for is skipped. Any thread.
#pragma once

#include <protozero/varint.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/clock.h"
#include "model/base/json.h"
#include "model/base/quantity.h"
#include "model/base/text.h"

namespace claimscope::protobuf {

using Bytes = std::string_view;
/// The same error as a JSON decoder throws; the path has field numbers where JSON has names.
using json::FieldError;

/// True when every byte is below 0x80: then no UTF-8 has to be checked.
[[nodiscard]] inline bool isAscii(Bytes bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::uint64_t seen = 0;
  std::size_t i = 0;
  for (; i + sizeof(seen) <= bytes.size(); i += sizeof(seen)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, sizeof(word));
    seen |= word;
  }
  for (; i < bytes.size(); ++i) {
    seen |= static_cast<unsigned char>(bytes[i]);
  }
  return (seen & kHighBits) == 0;
}
/// What Go's JSON encoder makes of bytes that are no UTF-8: each becomes U+FFFD. The rest stays.
[[nodiscard]] std::string repairedUtf8(Bytes bytes);
/// The field that forEachField() stands on. A getter of the wrong type is a FieldError, as it is an error in Go's decoders.
class Field {
 public:
  explicit Field(Bytes message) : m_at(message.data()), m_end(message.data() + message.size()) {}

  /// Goes to the next field; false at the end of the message.
  bool next() {
    m_number = 0;
    if (m_at == m_end) {
      return false;
    }
    const std::uint64_t key = protozero::decode_varint(&m_at, m_end);
    // A field number has 29 bits; 0 is none.
    if (key < 8 || key > 0xFFFFFFFFU) {
      throw FieldError{{}, "has a broken field number"};
    }
    m_number = static_cast<std::uint32_t>(key >> 3U);
    m_type = static_cast<unsigned>(key & 7U);
    readPayload();
    return true;
  }
  /// 0 before the first field and while a field's key is broken.
  [[nodiscard]] std::uint32_t number() const { return m_number; }

  /// A nested message, or bytes as they are.
  [[nodiscard]] Bytes bytes() const {
    if (m_type != kDelimited) {
      wrongType();
    }
    return m_bytes;
  }
  [[nodiscard]] std::uint64_t varint() const {
    if (m_type != kVarint) {
      wrongType();
    }
    return m_value;
  }
  /// What T is made of: Text, Uid, ResourceVersion or std::string, always of valid UTF-8.
  template <class T>
  [[nodiscard]] T as() const {
    const Bytes view = bytes();
    return isAscii(view) ? T(view) : T(repairedUtf8(view));
  }
  [[nodiscard]] Text text() const { return as<Text>(); }
  [[nodiscard]] std::string string() const { return as<std::string>(); }
  [[nodiscard]] bool boolean() const { return varint() != 0; }
  [[nodiscard]] std::int64_t integer() const { return static_cast<std::int64_t>(varint()); }
  /// Upper bits are dropped, as Go's decoders do.
  [[nodiscard]] std::int32_t int32() const { return static_cast<std::int32_t>(static_cast<std::uint32_t>(varint())); }
  /// metav1.Time: whole seconds count, as in JSON; an empty message and Go's zero time are no time.
  [[nodiscard]] Time time() const;
  /// metav1.MicroTime.
  [[nodiscard]] Time microTime() const;
  /// resource.Quantity.
  [[nodiscard]] Quantity quantity() const;

  /// This field and those of the same number that follow it without a break, as they are on the wire but for the first one's key
  /// and length; `first` is that length.
  struct Run {
    Bytes bytes;
    std::size_t first = 0;
  };
  [[nodiscard]] Run wholeRun() const;
  /// Goes to the end of the run.
  void skip(const Run& run) { m_at = run.bytes.data() + run.bytes.size(); }

  /// This field and those of the same number that follow it, read one by one: read(field) makes one item. Items that `out`
  /// already has (a sender may interleave fields) stay in front.
  template <class Container, class Read>
  void list(Container& out, Read&& read);
  template <class Container>
  void texts(Container& out) {
    list(out, [](const Field& item) { return item.text(); });
  }
  /// A repeated number, alone or packed with others.
  void varints(std::vector<std::uint64_t>& out) const;

 private:
  static constexpr unsigned kVarint = 0;
  static constexpr unsigned kDelimited = 2;

  [[noreturn]] static void wrongType();
  [[nodiscard]] Time timestamp(bool fraction) const;
  /// How many fields of this number follow without a break, and where they end.
  [[nodiscard]] std::pair<std::size_t, const char*> run() const;

  void readPayload() {
    if (m_type == kDelimited) {
      const std::uint64_t length = protozero::decode_varint(&m_at, m_end);
      if (length > static_cast<std::uint64_t>(m_end - m_at)) {
        throw FieldError{{}, "is longer than what is left"};
      }
      m_bytes = Bytes(m_at, static_cast<std::size_t>(length));
      m_at += length;
    } else if (m_type == kVarint) {
      m_value = protozero::decode_varint(&m_at, m_end);
    } else {
      skipFixed();
    }
  }
  void skipFixed();

  const char* m_at;
  const char* m_end;
  std::uint32_t m_number = 0;
  unsigned m_type = 0;
  std::uint64_t m_value = 0;
  Bytes m_bytes;
};

/// Inside a handler: passes the error on as a FieldError with the field's number in front of its path.
[[noreturn]] void passOn(std::uint32_t number);

/// Calls fn(field) for each field of a message, in the order of the wire.
template <class Fn>
void forEachField(Bytes message, Fn&& fn) {
  Field field(message);
  try {
    while (field.next()) {
      fn(field);
    }
  } catch (...) {
    passOn(field.number());
  }
}

/// One entry of a map field: key = 1, value = 2.
struct Entry {
  Bytes key;
  Bytes value;
};
[[nodiscard]] Entry entry(const Field& field);
/// The text of an entry's key or value.
[[nodiscard]] inline Text textOf(Bytes bytes) {
  return isAscii(bytes) ? Text(bytes) : Text(repairedUtf8(bytes));
}
/// The quantity of an entry whose value is one.
[[nodiscard]] Quantity quantityOf(Bytes message);

template <class Container, class Read>
void Field::list(Container& out, Read&& read) {
  const std::uint32_t number = m_number;
  std::vector<typename Container::value_type> items;
  std::size_t left = run().first;
  items.reserve(out.size() + left);
  if (!out.empty()) {
    items.insert(items.end(), out.begin(), out.end());
  }
  try {
    for (;;) {
      items.push_back(read(static_cast<const Field&>(*this)));
      if (--left == 0) {
        break;
      }
      next();
    }
  } catch (FieldError& error) {
    m_number = number;
    error.prefix("[" + std::to_string(items.size()) + "]");
    throw;
  }
  out = std::move(items);
}

}  // namespace claimscope::protobuf
