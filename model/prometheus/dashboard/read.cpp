// The shapes of a dashboard file: what is wrapped in what, rows and grids.
#include <fmt/format.h>

#include <algorithm>

#include "model/base/json.h"
#include "model/base/words.h"
#include "model/prometheus/dashboard/dashboard.h"
#include "model/prometheus/dashboard/read_parts.h"

namespace claimscope::dashboard {
namespace {

constexpr std::string_view kShape = "Give a dashboard as Grafana exports it: an object with panels, or {\"dashboard\":{…}}";

class DashboardReader {
 public:
  Result<Dashboard> read(const Element& root, std::string_view name) {
    const MaybeElement found = unwrap(root);
    if (!found) {
      return fail(ErrorCode::invalidInput, fmt::format("{}: no dashboard is in it", name), std::string(kShape));
    }
    const Element& dashboard = *found;
    m_out.title = textOf(field(dashboard, "title"), 300);
    m_out.uid = textOf(field(dashboard, "uid"), 100);
    m_out.description = textOf(field(dashboard, "description"), 2'000);
    m_out.schemaVersion = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(dashboard, "schemaVersion"), 0), 0, 100'000));
    m_out.rangeMs = rangeOf(field(dashboard, "time"));
    library(field(dashboard, "__elements"));
    variables(dashboard);
    if (isObject(field(dashboard, "elements"))) {
      elements(*field(dashboard, "elements"), at(dashboard, "layout"));
      m_out.rangeMs = rangeOf(field(dashboard, "timeSettings"));
    } else if (isArray(field(dashboard, "rows"))) {
      rows(field(dashboard, "rows"));
    }
    panels(field(dashboard, "panels"), "", 0);
    finish(dashboard);
    return std::move(m_out);
  }

 private:
  /// The object that has panels, rows or elements.
  static MaybeElement unwrap(const Element& root) {
    MaybeElement here = root;
    for (int level = 0; here && level < 4; ++level) {
      if (isArray(field(here, "panels")) || isArray(field(here, "rows")) || isObject(field(here, "elements"))) {
        return here;
      }
      MaybeElement next = field(here, "dashboard");
      next = isObject(next) ? next : field(here, "spec");
      next = isObject(next) ? next : field(here, "model");
      if (!isObject(next)) {
        // A dashboard without panels is still one.
        return field(here, "title") && field(here, "schemaVersion") ? here : std::nullopt;
      }
      here = next;
    }
    return std::nullopt;
  }

  void library(const MaybeElement& elements) {
    simdjson::dom::object fields;
    if (elements && elements->get(fields) == simdjson::SUCCESS) {
      for (const auto& entry : fields) {
        if (m_library.size() < kMaxPanels) {
          m_library.emplace(std::string(entry.key), entry.value);
        }
      }
    }
  }

  void variables(const Element& dashboard) {
    const auto addVariable = [&](const Element& element) {
      if (m_out.variables.size() >= 200) {
        return;
      }
      Variable variable = readVariable(element);
      if (!variable.name.empty()) {
        m_out.variables.push_back(std::move(variable));
      }
    };
    for (const Element element : itemsOf(at(dashboard, "templating.list"))) {
      addVariable(element);
    }
    for (const Element element : itemsOf(field(dashboard, "variables"))) {  // schema 2
      if (const MaybeElement spec = field(element, "spec")) {
        addVariable(*spec);
      }
    }
  }

  void add(Panel panel, const std::string& row) {
    panel.row = row;
    m_out.panels.push_back(std::move(panel));
  }

  /// Whether an entry is worth reading: a hostile file has millions.
  bool wanted(const Element& element) {
    if (!element.is_object()) {
      ++m_unreadable;
      return false;
    }
    if (m_out.panels.size() >= kMaxPanels) {
      ++m_dropped;
      return false;
    }
    return true;
  }

  /// Panels of today: a row holds its panels when it is folded, else they follow it.
  void panels(const MaybeElement& list, std::string row, int depth) {
    int x = 0;
    int y = 0;
    int tallest = 0;
    for (const Element element : itemsOf(list)) {
      if (!wanted(element)) {
        continue;
      }
      if (textOf(field(element, "type"), 20) == "row") {
        row = textOf(field(element, "title"), 300);
        if (depth < 4) {
          panels(field(element, "panels"), row, depth + 1);
        }
        continue;
      }
      Panel panel = readPanel(element, m_library);
      if (!field(element, "gridPos")) {  // as a file written by hand: two a line
        if (x + panel.box.width > 24) {
          x = 0;
          y += tallest;
          tallest = 0;
        }
        panel.box.x = x;
        panel.box.y = y;
        x += panel.box.width;
        tallest = std::max(tallest, panel.box.height);
      }
      add(std::move(panel), row);
    }
  }

  /// Rows of schema 1 to 15: twelve columns, heights in pixels.
  void rows(const MaybeElement& list) {
    int y = 0;
    for (const Element element : itemsOf(list)) {
      const std::string title = flagOf(field(element, "showTitle"), true) ? textOf(field(element, "title"), 300) : "";
      const int height = rowHeight(field(element, "height"));
      int x = 0;
      for (const Element item : itemsOf(field(element, "panels"))) {
        if (!wanted(item)) {
          continue;
        }
        Panel panel = readPanel(item, m_library);
        panel.box.width = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(item, "span"), 12) * 2, 1, 24));
        panel.box.height = height;
        if (x + panel.box.width > 24) {
          x = 0;
          y += height;
        }
        panel.box.x = x;
        panel.box.y = y;
        x += panel.box.width;
        add(std::move(panel), title);
      }
      y += height;
    }
  }

  static int rowHeight(const MaybeElement& height) {
    std::string text = textOf(height, 20);
    if (text.ends_with("px")) {
      text.resize(text.size() - 2);
    }
    int pixels = 0;
    for (const char c : text) {
      if (c < '0' || c > '9' || pixels > 10'000) {
        pixels = 0;
        break;
      }
      pixels = pixels * 10 + (c - '0');
    }
    return pixels == 0 ? 7 : std::clamp((pixels + 37) / 38, 2, 100);  // a grid row of Grafana is 38 pixels with its gap
  }

  /// Schema 2: panels by name; the layout says where they stand.
  void elements(const Element& list, const MaybeElement& layout) {
    simdjson::dom::object fields;
    if (list.get(fields) != simdjson::SUCCESS) {
      return;
    }
    std::map<std::string, Box> boxes;
    for (const Element item : itemsOf(at(layout, "spec.items"))) {
      if (boxes.size() >= kMaxPanels) {
        break;
      }
      const MaybeElement spec = field(item, "spec");
      Box box;
      box.width = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(spec, "width"), 12), 1, 24));
      box.height = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(spec, "height"), 8), 1, 200));
      box.x = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(spec, "x"), 0), 0, 24 - box.width));
      box.y = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(spec, "y"), 0), 0, 100'000));
      boxes.emplace(textOf(at(spec, "element.name"), 200), box);
    }
    int next = 0;
    for (const auto& entry : fields) {
      if (!wanted(entry.value)) {
        continue;
      }
      Panel panel = readElementPanel(entry.value);
      const auto box = boxes.find(std::string(entry.key));
      panel.box = box == boxes.end() ? Box{(next % 2) * 12, 100'000 + (next / 2) * 8, 12, 8} : box->second;
      next += box == boxes.end() ? 1 : 0;
      add(std::move(panel), "");
    }
  }

  void finish(const Element& dashboard) {
    // Grafana keeps panels in any order; people read from the top left. Rows of the file stay together.
    std::stable_sort(m_out.panels.begin(), m_out.panels.end(),
                     [](const Panel& a, const Panel& b) { return a.box.y != b.box.y ? a.box.y < b.box.y : a.box.x < b.box.x; });
    const auto note = [&](std::size_t count, std::string_view one, std::string_view many, std::string_view what) {
      if (count > 0) {
        m_out.notes.push_back(fmt::format("{} {}", words::counted(static_cast<std::int64_t>(count), one, many), what));
      }
    };
    note(m_dropped, "panel", "panels", fmt::format("beyond the first {} left out", kMaxPanels));
    note(m_unreadable, "entry", "entries", "that no panel is, left out");
    std::size_t annotations = 0;
    for (const Element annotation : itemsOf(at(dashboard, "annotations.list"))) {
      annotations += flagOf(field(annotation, "enable"), true) && field(annotation, "expr") ? 1U : 0U;
    }
    note(annotations, "annotation query", "annotation queries", "not drawn");
  }

  Dashboard m_out;
  Library m_library;
  std::size_t m_dropped = 0;
  std::size_t m_unreadable = 0;
};

/// A ConfigMap that Grafana's sidecar loads: the first value that is a dashboard.
std::string insideConfigMap(const Element& root) {
  if (textOf(field(root, "kind"), 20) != "ConfigMap") {
    return {};
  }
  simdjson::dom::object data;
  const MaybeElement values = field(root, "data");
  if (values && values->get(data) == simdjson::SUCCESS) {
    for (const auto& entry : data) {
      const std::string text = textOf(entry.value, kMaxBytes);
      if (entry.key.ends_with(".json") || text.starts_with("{")) {
        return text;
      }
    }
  }
  return {};
}

Result<Dashboard> readText(std::string_view bytes, std::string_view name, int level) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  simdjson::dom::parser parser(kMaxBytes + 1);
  Element root;
  simdjson::error_code error = parser.allocate(std::max<std::size_t>(bytes.size(), 64), kMaxDepth);
  if (error == simdjson::SUCCESS) {
    error = parser.parse(bytes.data(), bytes.size()).get(root);
  }
  if (error == simdjson::DEPTH_ERROR) {
    return fail(ErrorCode::tooLarge, fmt::format("{}: more than {} brackets within each other", name, kMaxDepth),
                "No dashboard of Grafana is that deep");
  }
  if (error != simdjson::SUCCESS) {
    return fail(ErrorCode::invalidInput, fmt::format("{}: no JSON: {}", name, simdjson::error_message(error)),
                std::string(kShape));
  }
  if (const std::string inside = insideConfigMap(root); !inside.empty() && level == 0) {
    return readText(inside, name, 1);
  }
  return DashboardReader().read(root, name);
}

}  // namespace

Result<Dashboard> readDashboard(std::string_view bytes, std::string_view name) {
  if (bytes.size() > kMaxBytes) {
    return fail(ErrorCode::tooLarge, fmt::format("{}: larger than {} MiB", name, kMaxBytes >> 20U),
                "No dashboard of Grafana is that large");
  }
  return readText(bytes, name, 0);
}

}  // namespace claimscope::dashboard
