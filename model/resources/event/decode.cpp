#include "model/resources/decoders.h"
#include "model/resources/event/occurrences.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Event>() {
  static const KindRequest request{"", "events", "Event", {"v1"}, true, 9, true};
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

void readSeries(json::Value series, fields::Occurrences& times) {
  json::forEachField(series, [&](std::string_view key, json::Value value) {
    if (key == "count") {
      times.seriesCount = fields::int32(value);
    } else if (key == "lastObservedTime") {
      times.seriesLast = json::time(value);
    }
  });
}

}  // namespace

template <>
void decode<Event>(json::Object object, std::string_view, Event& out) {
  fields::Occurrences times;
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
          times.component = json::text(field);
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
      readSeries(value, times);
    }
  });
  times.finish(out);
}

}  // namespace claimscope
