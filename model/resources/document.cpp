#include "model/resources/document.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/resources/kinds.h"

namespace claimscope::document {

namespace {

using json::Object;
using json::Value;
using Document = simdjson::ondemand::document;

/// A parser keeps buffers of four to five times its largest document; one that grew beyond this is given back.
constexpr std::size_t kKeptCapacity = 32U << 20U;

/// One parser a thread, reused: a parser reads one document at a time and these functions do not nest.
class ParserLease {
 public:
  ParserLease() = default;
  ParserLease(const ParserLease&) = delete;
  ParserLease& operator=(const ParserLease&) = delete;
  ~ParserLease() {
    if (parser().capacity() > kKeptCapacity) {
      parser() = simdjson::ondemand::parser(kMaxPageBytes);
    }
  }
  static simdjson::ondemand::parser& parser() {
    thread_local simdjson::ondemand::parser instance(kMaxPageBytes);
    return instance;
  }
};

/// "Pod ml/trainer-0", or its place in the list when the name was not read yet.
std::string describe(const std::string& kind, const Metadata& meta, std::optional<std::size_t> index = std::nullopt) {
  if (meta.name.empty()) {
    return index ? fmt::format("{} number {} of the page", kind, *index + 1) : kind;
  }
  return meta.namespaceName.empty() ? fmt::format("{} {}", kind, meta.name.view())
                                    : fmt::format("{} {}/{}", kind, meta.namespaceName.view(), meta.name.view());
}

Error fieldError(const std::string& object, const json::FieldError& error) {
  return Error{ErrorCode::invalidInput,
               fmt::format("{}: {} {}", object, error.path.empty() ? "it" : error.path, error.cause),
               {},
               std::nullopt,
               0};
}

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
  const ParserLease lease;
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

ErrorCode codeOfStatus(std::int64_t http) {
  switch (http) {
    case 401:
      return ErrorCode::unauthenticated;
    case 403:
      return ErrorCode::forbidden;
    case 404:
      return ErrorCode::notFound;
    case 410:
      return ErrorCode::expired;
    case 413:
      return ErrorCode::tooLarge;
    case 429:
      return ErrorCode::throttled;
    default:
      return ErrorCode::serverError;
  }
}

/// A metav1.Status, collected field by field because its kind may come last.
struct StatusFields {
  std::string kind;
  std::string reason;
  std::string message;
  std::int64_t code = 0;
  std::optional<std::int64_t> retryAfterMs;

  void read(std::string_view key, Value value) {
    if (key == "kind") {
      kind = json::string(value);
    } else if (key == "reason") {
      reason = json::string(value);
    } else if (key == "message") {
      message = json::string(value);
    } else if (key == "code") {
      code = json::integer(value);
    } else if (key == "details") {
      json::forEachField(value, [this](std::string_view name, Value field) {
        if (name == "retryAfterSeconds") {
          // A day is more than any server asks for; keeps hostile values from overflowing.
          retryAfterMs = std::clamp<std::int64_t>(json::integer(field), 0, 86'400) * 1000;
        }
      });
    }
  }
  [[nodiscard]] Error error() const {
    const std::string text = !message.empty() ? message : !reason.empty() ? reason : "the server gave no reason";
    // "Expired" and "Gone" also come without a code.
    const bool gone = reason == "Expired" || reason == "Gone";
    return Error{gone ? ErrorCode::expired : codeOfStatus(code),
                 text,
                 {},
                 retryAfterMs,
                 static_cast<int>(std::clamp<std::int64_t>(code, 0, 999))};
  }
};

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
  ListInfo info;
  StatusFields status;
  bool hasItems = false;
  const auto readItems = [&](Value items) {
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
        status.read(key, value);
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

EventType eventType(std::string_view word) {
  if (word == "ADDED") {
    return EventType::added;
  }
  if (word == "MODIFIED") {
    return EventType::modified;
  }
  if (word == "DELETED") {
    return EventType::deleted;
  }
  if (word == "BOOKMARK") {
    return EventType::bookmark;
  }
  return word == "ERROR" ? EventType::error : EventType::unknown;
}

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
    StatusFields status;
    json::forEachField(value, [&](std::string_view key, Value field) { status.read(key, field); });
    info.error = status.error();
  } else if (info.type != EventType::unknown) {
    meta = &target.begin();
    Object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
      throw json::FieldError{{}, "is not an object"};
    }
    target.read(object);
    target.keep();
    info.resourceVersion = meta->resourceVersion.str();
  }
}

}  // namespace

Result<EventInfo> readEvent(const Target& target, std::string& bytes) {
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
