#include "model/resources/event/event.h"

#include "model/resources/fields.h"
#include "model/resources/kinds.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Event>() {
  static const KindRequest request{"", "events", "Event", {"v1"}, true, 9};
  return request;
}

namespace {

void readObjectReference(json::Value reference, Event& out) {
  json::forEachField(reference, [&](std::string_view key, json::Value value) {
    if (key == "kind") {
      out.objectKind = json::text(value);
    } else if (key == "namespace") {
      out.objectNamespace = json::text(value);
    } else if (key == "name") {
      out.objectName = json::text(value);
    } else if (key == "uid") {
      out.objectUid = Uid(json::string(value));
    }
  });
}

/// The three generations of counting an event: count and last, a series, or a single time.
struct Occurrences {
  Time single;
  Time last;
  Time seriesLast;
  std::int32_t count = 0;
  std::int32_t seriesCount = 0;

  void readSeries(json::Value series) {
    json::forEachField(series, [&](std::string_view key, json::Value value) {
      if (key == "count") {
        seriesCount = fields::int32(value);
      } else if (key == "lastObservedTime") {
        seriesLast = json::time(value);
      }
    });
  }
};

}  // namespace

template <>
void decode<Event>(json::Object object, std::string_view, Event& out) {
  Occurrences times;
  Text component;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "type") {
      out.type = json::text(value);
    } else if (key == "reason") {
      out.reason = json::text(value);
    } else if (key == "message" || key == "note") {  // the latter in events.k8s.io
      out.message = json::string(value);
    } else if (key == "involvedObject" || key == "regarding") {
      readObjectReference(value, out);
    } else if (key == "reportingComponent" || key == "reportingController") {
      out.source = json::text(value);
    } else if (key == "source" || key == "deprecatedSource") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "component") {
          component = json::text(field);
        }
      });
    } else if (key == "count" || key == "deprecatedCount") {
      times.count = fields::int32(value);
    } else if (key == "firstTimestamp" || key == "deprecatedFirstTimestamp") {
      out.first = json::time(value);
    } else if (key == "lastTimestamp" || key == "deprecatedLastTimestamp") {
      times.last = json::time(value);
    } else if (key == "eventTime") {
      times.single = json::time(value);
    } else if (key == "series") {
      times.readSeries(value);
    }
  });
  if (out.source.empty()) {
    out.source = component;
  }
  out.count = std::max({1, times.count, times.seriesCount});
  out.last = std::max({times.last, times.seriesLast, times.single});
  if (!out.first.isSet()) {
    out.first = times.single.isSet() ? times.single : out.meta.created;
  }
  if (!out.last.isSet()) {
    out.last = out.first;
  }
}

}  // namespace claimscope
