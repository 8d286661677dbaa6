#include "model/resources/protobuf_fields.h"

#include "model/resources/fields.h"

namespace claimscope::protobuf {

namespace {

void owner(Bytes message, OwnerReference& out) {
  forEachField(message, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.kind = field.text();
        break;
      case 3:
        out.name = field.text();
        break;
      case 4:
        out.uid = field.as<Uid>();
        break;
      case 5:
        out.apiVersion = field.text();
        break;
      case 6:
        out.controller = field.boolean();
        break;
      default:
        break;
    }
  });
}

void owners(Field& field, List<OwnerReference>& out) {
  const auto read = [&] {
    field.list(out, [](const Field& item) {
      OwnerReference reference;
      owner(item.bytes(), reference);
      return reference;
    });
  };
  // A claim's pod owns nothing else, a pod's controller owns many.
  if (field.bytes().starts_with("\x0a\x03Pod")) {
    read();
  } else {
    remembered(field, out, read);
  }
}

/// One entry of managedFields, as far as the scheduler's time needs it; the field set stays unread bytes.
struct ManagedFields {
  Bytes manager;
  Bytes subresource;
  Bytes fields;
  bool hasFields = false;
  Time when;

  explicit ManagedFields(Bytes message) {
    forEachField(message, [this](const Field& field) {
      switch (field.number()) {
        case 1:
          manager = field.bytes();
          break;
        case 4:
          when = field.time();
          break;
        case 7:
          hasFields = true;
          forEachField(field.bytes(), [this](const Field& inner) { fields = inner.number() == 1 ? inner.bytes() : fields; });
          break;
        case 8:
          subresource = field.bytes();
          break;
        default:
          break;
      }
    });
  }
};

void annotations(Field& field, Labels& out) {
  const Entry pair = entry(field);
  if (!keepAnnotation(pair.key)) {
    return;
  }
  std::vector<Labels::value_type> kept(out.begin(), out.end());
  kept.emplace_back(textOf(pair.key), textOf(pair.value));
  out = std::move(kept);
}

/// True when the field set of a managed-fields entry holds status.allocation. Field sets are JSON that the server wrote: no
/// blanks are expected, but allowed.
bool ownsAllocation(Bytes fieldsV1) {
  if (fieldsV1.find("\"f:allocation\"") == Bytes::npos) {
    return false;
  }
  int depth = 0;
  bool inStatus = false;
  for (std::size_t i = 0; i < fieldsV1.size(); ++i) {
    const char c = fieldsV1[i];
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == '"') {
      const std::size_t begin = i + 1;
      for (++i; i < fieldsV1.size() && fieldsV1[i] != '"'; ++i) {
        i += fieldsV1[i] == '\\' ? 1U : 0U;
      }
      const Bytes word = fieldsV1.substr(begin, std::min(i, fieldsV1.size()) - begin);
      if (depth == 1) {
        inStatus = word == "f:status";
      } else if (depth == 2 && inStatus && word == "f:allocation") {
        return true;
      }
    }
  }
  return false;
}

/// What Go's encoder makes of raw JSON inside JSON: blanks outside strings go, <, >, & and the two line separators are escaped.
std::string compactJson(Bytes raw) {
  std::string out;
  out.reserve(raw.size());
  bool quoted = false;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (c == '<' || c == '>' || c == '&') {
      out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
      continue;
    }
    if (raw.substr(i, 2) == "\xE2\x80" && i + 2 < raw.size() && (raw[i + 2] == '\xA8' || raw[i + 2] == '\xA9')) {
      out += raw[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
      continue;
    }
    if (!quoted && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      continue;
    }
    out += c;
    if (quoted && c == '\\' && i + 1 < raw.size()) {
      out += raw[++i];
    } else if (c == '"') {
      quoted = !quoted;
    }
  }
  return out;
}

SelectorRequirement requirement(const Field& item) {
  SelectorRequirement out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      out.key = field.text();
    } else if (field.number() == 2) {
      out.op = fields::selectorOperator(field.bytes());
    } else if (field.number() == 3) {
      field.texts(out.values);
    }
  });
  return out;
}

NodeSelectorTerm term(const Field& item) {
  NodeSelectorTerm out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      field.list(out.matchExpressions, requirement);
    } else if (field.number() == 2) {
      field.list(out.matchFields, requirement);
    }
  });
  return out;
}

}  // namespace

void metadata(Bytes message, Metadata& out, Time* schedulerWrote) {
  RareMetadata rare;
  bool annotated = false;
  forEachField(message, [&](Field& field) {
    switch (field.number()) {
      case 1:
        out.name = field.text();
        break;
      case 3:
        out.namespaceName = field.text();
        break;
      case 5:
        out.uid = field.as<Uid>();
        break;
      case 6:
        out.resourceVersion = field.as<ResourceVersion>();
        break;
      case 7:
        rare.generation = field.integer();
        break;
      case 8:
        out.created = field.time();
        break;
      case 9:
        rare.deleted = field.time();
        break;
      case 11:
        labels(field, out.labels);
        break;
      case 12:
        annotations(field, rare.annotations);
        annotated = true;
        break;
      case 13:
        owners(field, out.owners);
        break;
      case 14:
        field.texts(out.finalizers);
        break;
      case 17:
        if (schedulerWrote != nullptr) {
          const ManagedFields write(field.bytes());
          if (write.manager == "kube-scheduler" && write.subresource == "status" &&
              (!write.hasFields || ownsAllocation(write.fields))) {
            *schedulerWrote = std::max(*schedulerWrote, write.when);
          }
        }
        break;
      default:
        break;
    }
  });
  if (annotated) {
    settle(rare.annotations, [](const auto& pair) -> const Text& { return pair.first; });
  }
  out.rare = Part(std::move(rare));
}

void labels(Field& field, Labels& out) {
  remembered(field, out, [&] { map(field, out, textOf); });
}

Quantity counter(Bytes message) {
  Quantity value;
  forEachField(message, [&value](const Field& inner) {
    if (inner.number() == 1) {
      value = inner.quantity();
    }
  });
  return value;
}

void nodeSelector(Bytes message, NodeSelector& out) {
  forEachField(message, [&out](Field& field) {
    if (field.number() == 1) {
      field.list(out.terms, term);
    }
  });
}

void labelSelector(Bytes message, LabelSelector& out) {
  forEachField(message, [&out](Field& field) {
    if (field.number() == 1) {
      labels(field, out.matchLabels);
    } else if (field.number() == 2) {
      field.list(out.matchExpressions, requirement);
    }
  });
}

void taint(Bytes message, Taint& out) {
  forEachField(message, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.key = field.text();
        break;
      case 2:
        out.value = field.text();
        break;
      case 3:
        out.effect = field.text();
        break;
      case 4:
        out.timeAdded = field.time();
        break;
      default:
        break;
    }
  });
}

Toleration toleration(const Field& item) {
  Toleration out;
  forEachField(item.bytes(), [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.key = field.text();
        break;
      case 2:
        out.op = field.text();
        break;
      case 3:
        out.value = field.text();
        break;
      case 4:
        out.effect = field.text();
        break;
      case 5:
        out.seconds = field.integer();
        break;
      default:
        break;
    }
  });
  if (out.op.empty()) {
    out.op = Text("Equal");
  }
  return out;
}

Condition condition(const Field& item) {
  Condition out;
  forEachField(item.bytes(), [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.type = field.text();
        break;
      case 2:
        out.status = field.text();
        break;
      case 4:
        out.lastTransition = field.time();
        break;
      case 5:
        out.reason = field.text();
        break;
      case 6:
        out.message = field.text();
        break;
      default:
        break;
    }
  });
  return out;
}

Text celSelector(const Field& item) {
  Text out;  // stays empty for a selector of a kind we do not know
  forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      forEachField(field.bytes(), [&out](const Field& inner) {
        if (inner.number() == 1) {
          out = inner.text();
        }
      });
    }
  });
  return out;
}

void templateClaims(Bytes podTemplate, std::vector<Text>& out) {
  const auto add = [&out](Text name) {
    if (!name.empty()) {
      out.push_back(std::move(name));
    }
  };
  const auto claim = [&add](Bytes message) {
    forEachField(message, [&add](const Field& field) {
      if (field.number() == 3 || field.number() == 4) {
        add(field.text());
      } else if (field.number() == 2) {  // `source`, through 1.30
        forEachField(field.bytes(), [&add](const Field& name) {
          if (name.number() == 1 || name.number() == 2) {
            add(name.text());
          }
        });
      }
    });
  };
  forEachField(podTemplate, [&claim](const Field& spec) {
    if (spec.number() == 2) {
      forEachField(spec.bytes(), [&claim](const Field& field) {
        if (field.number() == 39) {
          claim(field.bytes());
        }
      });
    }
  });
}

Text intOrString(Bytes message) {
  constexpr std::int64_t kString = 1;
  std::int64_t type = 0;
  std::int32_t number = 0;
  Text text;
  forEachField(message, [&](const Field& field) {
    if (field.number() == 1) {
      type = field.integer();
    } else if (field.number() == 2) {
      number = field.int32();
    } else if (field.number() == 3) {
      text = field.text();
    }
  });
  return type == kString ? text : Text(std::to_string(number));
}

std::string rawJson(Bytes message) {
  Bytes raw;
  forEachField(message, [&raw](const Field& field) { raw = field.number() == 1 ? field.bytes() : raw; });
  std::string out = compactJson(isAscii(raw) ? std::string(raw) : repairedUtf8(raw));
  if (json::deeperThan(out, json::kMaxDepth)) {
    throw FieldError{{}, "is nested more than 64 deep"};
  }
  return out == "null" ? std::string() : out;
}

}  // namespace claimscope::protobuf
