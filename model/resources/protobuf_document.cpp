#include "model/resources/protobuf_document.h"

#include <fmt/format.h>

#include "model/resources/decoders.h"
#include "model/resources/document_parts.h"
#include "model/resources/protobuf.h"

namespace claimscope::document {

namespace {

using protobuf::Bytes;
using protobuf::Field;

constexpr Bytes kMagic("k8s\0", 4);
constexpr Bytes kMediaType = "application/vnd.kubernetes.protobuf";

/// runtime.Unknown
struct Envelope {
  std::string apiVersion;
  std::string kind;
  Bytes raw;
};

Envelope openEnvelope(Bytes bytes) {
  if (!bytes.starts_with(kMagic)) {
    throw json::FieldError{{}, "does not begin as protobuf of Kubernetes does"};
  }
  Envelope out;
  protobuf::forEachField(bytes.substr(kMagic.size()), [&out](const Field& field) {
    if (field.number() == 1) {
      protobuf::forEachField(field.bytes(), [&out](const Field& type) {
        if (type.number() == 1) {
          out.apiVersion = type.string();
        } else if (type.number() == 2) {
          out.kind = type.string();
        }
      });
    } else if (field.number() == 2) {
      out.raw = field.bytes();
    } else if (field.number() == 3 && !field.bytes().empty()) {
      throw json::FieldError{{}, fmt::format("is encoded as {}, which is not read", field.string())};
    } else if (field.number() == 4 && !field.bytes().empty() && !field.bytes().starts_with(kMediaType)) {
      throw json::FieldError{{}, fmt::format("is {} inside protobuf", field.string())};
    }
  });
  return out;
}

Bytes groupOf(Bytes apiVersion) {
  const std::size_t slash = apiVersion.find('/');
  return slash == Bytes::npos ? Bytes() : apiVersion.substr(0, slash);
}

Error protobufError(const std::string& object, const json::FieldError& error) {
  return fieldError(object, error.path.empty() ? error : json::FieldError{"field " + error.path, error.cause});
}

/// The apiVersion to read a message by. Alpha versions have shapes of their own and are read from JSON only.
Bytes versionFor(const Target& target, const Envelope& envelope) {
  const Bytes version = envelope.apiVersion.empty() ? target.apiVersion : Bytes(envelope.apiVersion);
  const std::size_t slash = version.find('/');
  if (!target.readProtobuf || version.substr(slash == Bytes::npos ? 0 : slash + 1).starts_with("v1alpha")) {
    throw json::FieldError{{}, fmt::format("is protobuf, which is not read for {}", version)};
  }
  if (groupOf(version) != groupOf(target.apiVersion)) {
    throw json::FieldError{{}, fmt::format("is of {}, not of {}", version, target.apiVersion)};
  }
  return version;
}

void requireKind(const Envelope& envelope, const std::string& kind) {
  if (envelope.kind != kind) {
    throw json::FieldError{{}, fmt::format("is a {}", envelope.kind.empty() ? "document without kind" : envelope.kind)};
  }
}

void readListMeta(Bytes message, ListInfo& info) {
  protobuf::forEachField(message, [&info](const Field& field) {
    if (field.number() == 2) {
      info.resourceVersion = field.string();
    } else if (field.number() == 3) {
      info.continueToken = field.string();
    } else if (field.number() == 4) {
      info.remaining = static_cast<std::uint64_t>(std::max<std::int64_t>(field.integer(), 0));
    }
  });
}

StatusAnswer readStatus(Bytes message) {
  StatusAnswer out;
  protobuf::forEachField(message, [&out](const Field& field) {
    if (field.number() == 3) {
      out.message = field.string();
    } else if (field.number() == 4) {
      out.reason = field.string();
    } else if (field.number() == 5) {
      protobuf::forEachField(field.bytes(), [&out](const Field& detail) {
        if (detail.number() == 5 && detail.int32() != 0) {
          out.retryAfter(detail.int32());
        }
      });
    } else if (field.number() == 6) {
      out.code = field.int32();
    }
  });
  return out;
}

void readBookmark(Bytes message, EventInfo& info) {
  protobuf::forEachField(message, [&info](const Field& object) {
    if (object.number() != 1) {
      return;
    }
    protobuf::forEachField(object.bytes(), [&info](const Field& field) {
      if (field.number() == 6) {
        info.resourceVersion = field.string();
      } else if (field.number() == 12) {
        const protobuf::Entry pair = protobuf::entry(field);
        if (pair.key == "k8s.io/initial-events-end") {
          info.initialEventsEnd = pair.value == "true";
        }
      }
    });
  });
}

Error tooLarge(const std::string& what, std::size_t size, std::size_t limit) {
  return Error{ErrorCode::tooLarge,
               fmt::format("{}: {} bytes, more than the {} MiB that are read", what, size, limit >> 20U),
               {},
               std::nullopt,
               0};
}

}  // namespace

bool isProtobuf(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

bool isProtobufEvent(std::string_view bytes) {
  // Field 1 or 2 with its length. JSON may begin with a line break, but then a blank or a bracket follows.
  return bytes.size() >= 2 && (bytes[0] == '\x12' || (bytes[0] == '\x0a' && Bytes(" \t\r\n{").find(bytes[1]) == Bytes::npos));
}

Result<ListInfo> readProtobufList(const Target& target, std::string_view bytes, std::vector<Error>& skipped) {
  const std::string what = target.kind + " list";
  if (bytes.size() > kMaxPageBytes) {
    return fail(tooLarge(what, bytes.size(), kMaxPageBytes));
  }
  try {
    const Envelope envelope = openEnvelope(bytes);
    if (envelope.kind == "Status") {
      return fail(readStatus(envelope.raw).error().within(what));
    }
    if (!envelope.kind.ends_with("List")) {
      return fail(ErrorCode::serverError, fmt::format("{}: the answer is a {}, not a list", what,
                                                      envelope.kind.empty() ? "document without kind" : envelope.kind));
    }
    requireKind(envelope, target.kind + "List");
    const Bytes version = versionFor(target, envelope);
    ListInfo info;
    protobuf::forEachField(envelope.raw, [&](const Field& field) {
      if (field.number() == 1) {
        readListMeta(field.bytes(), info);
      } else if (field.number() == 2) {
        const Metadata& meta = target.begin();
        try {
          target.readProtobuf(field.bytes(), version);
          target.keep();
        } catch (const json::FieldError& error) {
          if (skipped.size() < kMaxSkippedNamed) {
            skipped.push_back(protobufError(describe(target.kind, meta, info.items), error));
          }
        }
        ++info.items;
      }
    });
    return info;
  } catch (const json::FieldError& error) {
    return fail(protobufError(what, error));
  }
}

Result<EventInfo> readProtobufEvent(const Target& target, std::string_view bytes) {
  const std::string what = target.kind + " event";
  if (bytes.size() > kMaxObjectBytes) {
    return fail(tooLarge(what, bytes.size(), kMaxObjectBytes));
  }
  const Metadata* meta = nullptr;
  try {
    EventInfo info;
    Bytes object;
    protobuf::forEachField(bytes, [&](const Field& field) {
      if (field.number() == 1) {
        info.type = eventType(field.bytes());
      } else if (field.number() == 2) {
        protobuf::forEachField(field.bytes(), [&object](const Field& raw) { object = raw.number() == 1 ? raw.bytes() : object; });
      }
    });
    if (info.type == EventType::unknown) {
      return info;
    }
    const Envelope envelope = openEnvelope(object);
    if (info.type == EventType::error) {
      requireKind(envelope, "Status");
      info.error = readStatus(envelope.raw).error();
      return info;
    }
    if (info.type == EventType::bookmark) {
      readBookmark(envelope.raw, info);
      return info;
    }
    requireKind(envelope, target.kind);
    const Bytes version = versionFor(target, envelope);
    meta = &target.begin();
    target.readProtobuf(envelope.raw, version);
    info.resourceVersion = meta->resourceVersion.str();
    target.keep();
    return info;
  } catch (const json::FieldError& error) {
    return fail(protobufError(meta == nullptr ? what : describe(target.kind, *meta), error));
  }
}

Status readProtobufObject(const Target& target, std::string_view bytes) {
  if (bytes.size() > kMaxObjectBytes) {
    return fail(tooLarge(target.kind, bytes.size(), kMaxObjectBytes));
  }
  const Metadata& meta = target.begin();
  try {
    const Envelope envelope = openEnvelope(bytes);
    requireKind(envelope, target.kind);
    target.readProtobuf(envelope.raw, versionFor(target, envelope));
  } catch (const json::FieldError& error) {
    return fail(protobufError(describe(target.kind, meta), error));
  }
  target.keep();
  return {};
}

}  // namespace claimscope::document
