#include "model/resources/document.h"

#include <fmt/format.h>

#include "model/resources/decoders.h"
#include "model/resources/document_parts.h"
#include "model/resources/protobuf_document.h"

namespace claimscope::document {

namespace {

using json::Object;
using json::Value;
using Document = simdjson::ondemand::document;

/// A parser keeps buffers of four to five times its largest document; one that grew beyond this is given back, at once or, when
/// pages may follow, after many documents that needed none of it.
constexpr std::size_t kKeptCapacity = 8U << 20U;
constexpr std::size_t kSmallCapacity = 256U << 10U;
constexpr unsigned kSmallInARow = 200;

/// One parser a thread, reused: a parser reads one document at a time and these functions do not nest.
class ParserLease {
 public:
  explicit ParserLease(std::size_t bytes) : m_bytes(bytes) {}
  ParserLease(const ParserLease&) = delete;
  ParserLease& operator=(const ParserLease&) = delete;
  ~ParserLease() {
    thread_local unsigned small = 0;
    small = m_bytes <= kSmallCapacity ? small + 1 : 0;
    if (parser().capacity() > kKeptCapacity || (parser().capacity() > kSmallCapacity && small >= kSmallInARow)) {
      parser() = simdjson::ondemand::parser(kMaxPageBytes);
      small = 0;
    }
  }
  static simdjson::ondemand::parser& parser() {
    thread_local simdjson::ondemand::parser instance(kMaxPageBytes);
    return instance;
  }

 private:
  std::size_t m_bytes;
};

std::string_view causeOf(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return "is not UTF-8";
    case simdjson::EMPTY:
      return "is empty";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
    case simdjson::UNCLOSED_STRING:
      return "ends in the middle";
    case simdjson::STRING_ERROR:
      return "has a broken string";
    case simdjson::UNESCAPED_CHARS:
      return "has a control character in a string";
    case simdjson::INCORRECT_TYPE:
      return "is not a JSON object";
    case simdjson::CAPACITY:
      return "is too large";
    case simdjson::TRAILING_CONTENT:
      return "goes on after its end";
    default:
      return "is not valid JSON";
  }
}

/// First byte that is no UTF-8; the parser does not tell.
std::size_t brokenUtf8At(std::string_view bytes) {
  std::size_t good = 0;
  for (std::size_t step = bytes.size(); step > 0; step /= 2) {
    while (good + step <= bytes.size() && simdjson::validate_utf8(bytes.data() + good, step)) {
      good += step;
    }
  }
  return good;
}

std::size_t offsetOf(simdjson::error_code code, const std::string& bytes, Document* document) {
  if (code == simdjson::UTF8_ERROR) {
    return brokenUtf8At(bytes);
  }
  if (code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || code == simdjson::UNCLOSED_STRING) {
    return bytes.size();
  }
  const char* where = nullptr;
  if (document == nullptr || document->current_location().get(where) != simdjson::SUCCESS || where < bytes.data() ||
      where > bytes.data() + bytes.size()) {
    return document == nullptr ? 0 : bytes.size();
  }
  return static_cast<std::size_t>(where - bytes.data());
}

Error textError(const std::string& what, simdjson::error_code code, const std::string& bytes, Document* document) {
  const std::size_t offset = offsetOf(code, bytes, document);
  const std::string_view cause = offset == bytes.size() && offset > 0 ? "ends in the middle" : causeOf(code);
  return Error{
      ErrorCode::invalidInput, fmt::format("{}: {} at byte {} of {}", what, cause, offset, bytes.size()), {}, std::nullopt, 0};
}

/// Opens the text, gives its root object to fn and turns what goes wrong into an Error.
template <class Fn>
Status withRoot(const std::string& what, std::string& bytes, std::size_t limit, Fn&& fn) {
  if (bytes.size() > limit) {
    return fail(ErrorCode::tooLarge,
                fmt::format("{}: {} bytes, more than the {} MiB that are read", what, bytes.size(), limit >> 20U));
  }
  const ParserLease lease(bytes.size());
  Document document;
  const simdjson::error_code opened = lease.parser().iterate(json::padded(bytes)).get(document);
  if (opened != simdjson::SUCCESS) {
    return fail(textError(what, opened, bytes, nullptr));
  }
  try {
    fn(document);
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) {
      throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
    }
  } catch (const json::FieldError& error) {
    return fail(fieldError(what, error));
  } catch (const simdjson::simdjson_error& error) {
    return fail(textError(what, error.error(), bytes, &document));
  }
  return {};
}

/// One field of a metav1.Status; its kind may come last.
void readStatusField(std::string_view key, Value value, StatusAnswer& out) {
  if (key == "kind") {
    out.kind = json::string(value);
  } else if (key == "reason") {
    out.reason = json::string(value);
  } else if (key == "message") {
    out.message = json::string(value);
  } else if (key == "code") {
    out.code = json::integer(value);
  } else if (key == "details") {
    json::forEachField(value, [&out](std::string_view name, Value field) {
      if (name == "retryAfterSeconds") {
        out.retryAfter(json::integer(field));
      }
    });
  }
}

void readListMeta(Value value, ListInfo& info) {
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "resourceVersion") {
      info.resourceVersion = json::string(field);
    } else if (key == "continue") {
      info.continueToken = json::string(field);
    } else if (key == "remainingItemCount" && !json::isNull(field)) {
      const std::int64_t remaining = json::integer(field);
      info.remaining = remaining < 0 ? 0 : static_cast<std::uint64_t>(remaining);
    }
  });
}

}  // namespace

Result<ListInfo> readList(const Target& target, std::string& bytes, std::vector<Error>& skipped) {
  if (isProtobuf(bytes)) {
    return readProtobufList(target, bytes, skipped);
  }
  ListInfo info;
  StatusAnswer status;
  bool hasItems = false;
  const auto readItems = [&](Value items) {
    if (hasItems) {
      throw json::FieldError{{}, "is there twice: which one holds is not to be known"};
    }
    std::size_t index = 0;
    json::forEachItem(items, [&](Value item) {
      const Metadata& meta = target.begin();
      try {
        Object object;
        if (item.get_object().get(object) != simdjson::SUCCESS) {
          throw json::FieldError{{}, "is not an object"};
        }
        target.read(object);
        target.keep();
      } catch (const json::FieldError& error) {
        if (skipped.size() < kMaxSkippedNamed) {
          skipped.push_back(fieldError(describe(target.kind, meta, index), error));
        }
      }
      ++index;
    });
    info.items = index;
    hasItems = true;
  };
  const Status done = withRoot(target.kind + " list", bytes, kMaxPageBytes, [&](Document& document) {
    json::forEachField(Object(document.get_object()), [&](std::string_view key, Value value) {
      if (key == "items") {
        readItems(value);
      } else if (key == "metadata" || key == "listMeta") {  // the latter in 1.31.0 only
        readListMeta(value, info);
      } else {
        readStatusField(key, value, status);
      }
    });
  });
  if (!done) {
    return fail(done.error());
  }
  if (status.kind == "Status") {
    return fail(status.error().within(target.kind + " list"));
  }
  if (!hasItems && !status.kind.ends_with("List")) {
    return fail(ErrorCode::serverError, fmt::format("{} list: the answer is a {}, not a list", target.kind,
                                                    status.kind.empty() ? "document without kind" : status.kind));
  }
  return info;
}

namespace {

void readBookmark(Value object, EventInfo& info) {
  json::forEachField(object, [&](std::string_view key, Value value) {
    if (key != "metadata") {
      return;
    }
    json::forEachField(value, [&](std::string_view name, Value field) {
      if (name == "resourceVersion") {
        info.resourceVersion = json::string(field);
      } else if (name == "annotations") {
        json::forEachField(field, [&](std::string_view annotation, Value text) {
          if (annotation == "k8s.io/initial-events-end") {
            info.initialEventsEnd = json::text(text) == "true";
          }
        });
      }
    });
  });
}

void readEventObject(const Target& target, Value value, EventInfo& info, const Metadata*& meta) {
  if (info.type == EventType::bookmark) {
    readBookmark(value, info);
  } else if (info.type == EventType::error) {
    StatusAnswer status;
    json::forEachField(value, [&](std::string_view key, Value field) { readStatusField(key, field, status); });
    info.error = status.error();
  } else if (info.type != EventType::unknown) {
    meta = &target.begin();
    Object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
      throw json::FieldError{{}, "is not an object"};
    }
    target.read(object);
    info.resourceVersion = meta->resourceVersion.str();
    target.keep();
  }
}

}  // namespace

Result<EventInfo> readEvent(const Target& target, std::string& bytes) {
  if (isProtobufEvent(bytes)) {
    return readProtobufEvent(target, bytes);
  }
  EventInfo info;
  const Metadata* meta = nullptr;
  std::optional<Error> bad;
  const Status done = withRoot(target.kind + " event", bytes, kMaxObjectBytes, [&](Document& document) {
    // Servers send the type first; a proxy that sorts keys sends the object first, which takes a second pass.
    bool typed = false;
    bool deferred = false;
    const auto pass = [&](bool second) {
      json::forEachField(Object(document.get_object()), [&](std::string_view key, Value value) {
        if (key == "type" && !second) {
          info.type = eventType(json::text(value).view());
          typed = true;
        } else if (key == "object") {
          deferred = !typed;
          if (typed) {
            try {
              readEventObject(target, value, info, meta);
            } catch (const json::FieldError& error) {
              bad = fieldError(meta == nullptr ? target.kind + " event" : describe(target.kind, *meta), error);
            }
          }
        }
      });
    };
    pass(false);
    if (deferred && typed) {
      document.rewind();
      pass(true);
    }
  });
  if (!done) {
    return fail(done.error());
  }
  if (bad) {
    return fail(std::move(*bad));
  }
  return info;
}

Status readObject(const Target& target, std::string& bytes) {
  if (isProtobuf(bytes)) {
    return readProtobufObject(target, bytes);
  }
  const Metadata& meta = target.begin();
  std::optional<Error> bad;
  Status done = withRoot(target.kind, bytes, kMaxObjectBytes, [&](Document& document) {
    try {
      target.read(Object(document.get_object()));
    } catch (const json::FieldError& error) {
      bad = fieldError(describe(target.kind, meta), error);
      throw;
    }
  });
  if (bad) {
    return fail(std::move(*bad));
  }
  if (done) {
    target.keep();
  }
  return done;
}

}  // namespace claimscope::document
