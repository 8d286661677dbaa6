#include "model/resources/fields.h"

namespace claimscope::fields {

namespace {

using json::Value;

std::vector<SelectorRequirement> requirements(Value value) {
  return list<SelectorRequirement>(value, [](Value item) {
    SelectorRequirement out;
    json::forEachField(item, [&](std::string_view key, Value field) {
      if (key == "key") {
        out.key = json::text(field);
      } else if (key == "operator") {
        out.op = selectorOperator(json::text(field).view());
      } else if (key == "values") {
        out.values = json::texts(field);
      }
    });
    return out;
  });
}

OwnerReference owner(Value value) {
  OwnerReference out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "apiVersion") {
      out.apiVersion = json::text(field);
    } else if (key == "kind") {
      out.kind = json::text(field);
    } else if (key == "name") {
      out.name = json::text(field);
    } else if (key == "uid") {
      out.uid = Uid(json::string(field));
    } else if (key == "controller") {
      out.controller = json::boolean(field);
    }
  });
  return out;
}

/// Pairs are looked up by key. Only files written by hand are out of order.
void sortByKey(Labels& labels) {
  const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(labels.begin(), labels.end(), before)) {
    std::stable_sort(labels.begin(), labels.end(), before);
  }
}

Labels annotations(Value value) {
  Labels out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (keepAnnotation(key)) {
      out.emplace_back(Text(key), json::text(field));
    }
  });
  sortByKey(out);
  out.shrink_to_fit();
  return out;
}

/// True when fieldsV1 of a managed-fields entry holds status.allocation.
bool ownsAllocation(Value fieldsV1) {
  bool found = false;
  json::forEachField(fieldsV1, [&](std::string_view key, Value field) {
    if (key == "f:status") {
      json::forEachField(field, [&](std::string_view inner, Value) { found = found || inner == "f:allocation"; });
    }
  });
  return found;
}

/// The newest status write of kube-scheduler that set the allocation (dra.md 2.4).
Time schedulerWrite(Value managedFields) {
  Time newest;
  json::forEachItem(managedFields, [&](Value entry) {
    bool scheduler = false;
    bool status = false;
    bool allocation = true;
    Time when;
    json::forEachField(entry, [&](std::string_view key, Value field) {
      if (key == "manager") {
        scheduler = json::text(field) == "kube-scheduler";
      } else if (key == "time") {
        when = json::time(field);
      } else if (key == "fieldsV1" && scheduler) {
        allocation = ownsAllocation(field);
      } else if (key == "subresource") {
        status = json::text(field) == "status";
      }
    });
    if (scheduler && status && allocation) {
      newest = std::max(newest, when);
    }
  });
  return newest;
}

}  // namespace

void metadata(Value value, Metadata& out, Time* schedulerWrote) {
  RareMetadata rare;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "name") {
      out.name = json::text(field);
    } else if (key == "namespace") {
      out.namespaceName = json::text(field);
    } else if (key == "uid") {
      out.uid = Uid(json::string(field));
    } else if (key == "resourceVersion") {
      out.resourceVersion = ResourceVersion(json::string(field));
    } else if (key == "generation") {
      rare.generation = json::integer(field);
    } else if (key == "creationTimestamp") {
      out.created = json::time(field);
    } else if (key == "deletionTimestamp") {
      rare.deleted = json::time(field);
    } else if (key == "labels") {
      out.labels = labels(field);
    } else if (key == "annotations") {
      rare.annotations = annotations(field);
    } else if (key == "ownerReferences") {
      out.owners = list<OwnerReference>(field, owner);
    } else if (key == "finalizers") {
      out.finalizers = json::texts(field);
    } else if (key == "managedFields" && schedulerWrote != nullptr) {
      *schedulerWrote = schedulerWrite(field);
    }
  });
  out.rare = Part(std::move(rare));
}

SelectorOperator selectorOperator(std::string_view word) {
  constexpr std::pair<std::string_view, SelectorOperator> kWords[] = {
      {"In", SelectorOperator::in},          {"NotIn", SelectorOperator::notIn},
      {"Exists", SelectorOperator::exists},  {"DoesNotExist", SelectorOperator::doesNotExist},
      {"Gt", SelectorOperator::greaterThan}, {"Lt", SelectorOperator::lessThan},
  };
  for (const auto& [name, op] : kWords) {
    if (name == word) {
      return op;
    }
  }
  return SelectorOperator::unknown;
}

Labels labels(Value value) {
  Labels out;
  json::forEachField(value, [&](std::string_view key, Value field) { out.emplace_back(Text(key), json::text(field)); });
  sortByKey(out);
  out.shrink_to_fit();
  return out;
}

NodeSelector nodeSelector(Value value) {
  NodeSelector out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "nodeSelectorTerms") {
      out.terms = list<NodeSelectorTerm>(field, [](Value item) {
        NodeSelectorTerm term;
        json::forEachField(item, [&](std::string_view name, Value inner) {
          if (name == "matchExpressions") {
            term.matchExpressions = requirements(inner);
          } else if (name == "matchFields") {
            term.matchFields = requirements(inner);
          }
        });
        return term;
      });
    }
  });
  return out;
}

LabelSelector labelSelector(Value value) {
  LabelSelector out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "matchLabels") {
      out.matchLabels = labels(field);
    } else if (key == "matchExpressions") {
      out.matchExpressions = requirements(field);
    }
  });
  return out;
}

Taint taint(Value value) {
  Taint out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "key") {
      out.key = json::text(field);
    } else if (key == "value") {
      out.value = json::text(field);
    } else if (key == "effect") {
      out.effect = json::text(field);
    } else if (key == "timeAdded") {
      out.timeAdded = json::time(field);
    }
  });
  return out;
}

Toleration toleration(Value value) {
  Toleration out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "key") {
      out.key = json::text(field);
    } else if (key == "operator") {
      out.op = json::text(field);
    } else if (key == "value") {
      out.value = json::text(field);
    } else if (key == "effect") {
      out.effect = json::text(field);
    } else if (key == "tolerationSeconds" && !json::isNull(field)) {
      out.seconds = json::integer(field);
    }
  });
  if (out.op.empty()) {
    out.op = Text("Equal");
  }
  return out;
}

Condition condition(Value item) {
  Condition out;
  json::forEachField(item, [&](std::string_view key, Value field) {
    if (key == "type") {
      out.type = json::text(field);
    } else if (key == "status") {
      out.status = json::text(field);
    } else if (key == "reason") {
      out.reason = json::text(field);
    } else if (key == "message") {
      out.message = json::text(field);
    } else if (key == "lastTransitionTime") {
      out.lastTransition = json::time(field);
    }
  });
  return out;
}

std::vector<Condition> conditions(Value value) {
  return list<Condition>(value, condition);
}

ResourceList quantities(Value value) {
  ResourceList out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    Text name(key);
    if (type(field) != simdjson::ondemand::json_type::object) {
      out.emplace_back(std::move(name), json::quantity(field));
      return;
    }
    Quantity quantity;
    json::forEachField(field, [&](std::string_view inner, Value item) {
      if (inner == "value") {
        quantity = json::quantity(item);
      }
    });
    out.emplace_back(std::move(name), std::move(quantity));
  });
  out.shrink_to_fit();
  return out;
}

std::vector<Text> celSelectors(Value value) {
  std::vector<Text> out;
  json::forEachItem(value, [&](Value item) {
    out.emplace_back();  // a selector of a kind we do not know stays as an empty expression: it must not count as "no selector"
    json::forEachField(item, [&](std::string_view key, Value field) {
      if (key == "cel") {
        json::forEachField(field, [&](std::string_view inner, Value expression) {
          if (inner == "expression") {
            out.back() = json::text(expression);
          }
        });
      }
    });
  });
  out.shrink_to_fit();
  return out;
}

std::vector<Text> templateClaims(Value podTemplate) {
  std::vector<Text> out;
  const auto names = [&out](std::string_view key, Value field) {
    if (key == "resourceClaimName" || key == "resourceClaimTemplateName") {
      if (Text name = json::text(field); !name.empty()) {
        out.push_back(std::move(name));
      }
    }
  };
  const auto claim = [&](Value item) {
    json::forEachField(item, [&](std::string_view key, Value field) {
      if (key == "source") {
        json::forEachField(field, names);
      } else {
        names(key, field);
      }
    });
  };
  json::forEachField(podTemplate, [&](std::string_view key, Value spec) {
    if (key == "spec") {
      json::forEachField(spec, [&](std::string_view inner, Value field) {
        if (inner == "resourceClaims") {
          json::forEachItem(field, claim);
        }
      });
    }
  });
  out.shrink_to_fit();
  return out;
}

std::int32_t int32(Value value) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int32_t>::max();
  constexpr std::int64_t kMin = std::numeric_limits<std::int32_t>::min();
  return static_cast<std::int32_t>(std::clamp(json::integer(value), kMin, kMax));
}

Text intOrString(Value value) {
  if (type(value) == simdjson::ondemand::json_type::number) {
    return Text(std::to_string(json::integer(value)));
  }
  return json::text(value);
}

simdjson::ondemand::json_type type(Value& value) {
  return value.type();
}

}  // namespace claimscope::fields
