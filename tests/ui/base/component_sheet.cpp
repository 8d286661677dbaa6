#include "tests/ui/base/component_sheet.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QRadioButton>
#include <QTabBar>
#include <QTableWidget>
#include <functional>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/panels.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

namespace {

using cluster::DeviceState;
using diagnosis::Severity;

/// A widget that draws with a function.
class Drawn final : public QWidget {
 public:
  Drawn(int width, int height, std::function<void(QPainter&)> draw) : m_draw(std::move(draw)) { setFixedSize(width, height); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    m_draw(painter);
  }

 private:
  std::function<void(QPainter&)> m_draw;
};

QHBoxLayout* rowOf(Look& look, const QString& name, const QList<QWidget*>& widgets) {
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  auto* label = new PlainLabel(look, FontRole::caption, Ink::muted, name);
  label->setFixedWidth(74);
  row->addWidget(label);
  for (QWidget* widget : widgets) {
    row->addWidget(widget);
  }
  row->addStretch(1);
  return row;
}

/// A panel whose body is the column that `fill` fills.
Panel* panelOf(Look& look, const QString& title, const std::function<void(QVBoxLayout*)>& fill) {
  auto* panel = new Panel(look, title);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  fill(column);
  column->addStretch(1);
  panel->setBody(body);
  return panel;
}

Button* button(Look& look, ButtonStyle style, const char* text, bool small = false) {
  return new Button(look, style, QString::fromUtf8(text), small);
}

Button* pressed(Button* made) {
  made->setDown(true);
  return made;
}

Button* disabled(Button* made) {
  made->setEnabled(false);
  return made;
}

void fillButtons(Look& look, QVBoxLayout* column) {
  using enum ButtonStyle;
  auto* focused = button(look, primary, "Focus");
  focused->setObjectName(QStringLiteral("focused"));
  column->addLayout(rowOf(look, QStringLiteral("Primary"),
                          {button(look, primary, "Rehearse"), pressed(button(look, primary, "Pressed")), focused,
                           disabled(button(look, primary, "Execute drain"))}));
  column->addLayout(rowOf(look, QStringLiteral("Default"),
                          {button(look, normal, "Copy report"), pressed(button(look, normal, "Pressed")),
                           disabled(button(look, normal, "Disabled")), button(look, link, "What this hides (3)", true)}));
  auto* copy = button(look, ghost, "Copy", true);
  copy->setIconId(QStringLiteral("copy"));
  auto* more = button(look, normal, "More");
  more->setTrailingIconId(QStringLiteral("chev"));
  column->addLayout(rowOf(look, QStringLiteral("Danger"),
                          {button(look, danger, "Abort"), button(look, dangerFilled, "Evict 4 pods"),
                           button(look, ghost, "Ghost"), button(look, normal, "Small 22", true), copy, more,
                           new Button(look, QStringLiteral("refresh"), QStringLiteral("Refresh (R)"))}));
  column->addLayout(rowOf(look, QStringLiteral("Korean"),
                          {button(look, primary, "가장 오래된 클레임 설명"), button(look, normal, "보고서 복사"),
                           button(look, normal, "다시 점검", true)}));
}

void fillInputs(Look& look, QVBoxLayout* column) {
  auto* empty = new QLineEdit;
  empty->setPlaceholderText(QStringLiteral("Filter"));
  auto* filled = new QLineEdit(QStringLiteral("gpu-h200"));
  auto* invalid = new QLineEdit(QStringLiteral("memory >= 12Q"));
  invalid->setProperty("invalid", true);
  column->addLayout(rowOf(look, QStringLiteral("Field"), {empty, filled, invalid}));
  auto* combo = new QComboBox;
  combo->addItems({QStringLiteral("Colour by state"), QStringLiteral("Colour by class")});
  auto* segmented = new Segmented(look, {QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")});
  segmented->setCurrent(1);
  auto* check = new QCheckBox(QStringLiteral("Check"));
  check->setChecked(true);
  auto* on = new QRadioButton(QStringLiteral("On"));
  on->setChecked(true);
  column->addLayout(
      rowOf(look, QStringLiteral("Select"), {combo, segmented, check, new QRadioButton(QStringLiteral("Radio")), on}));
  auto* plainFilter = new Chip(look);
  plainFilter->setTexts(QStringLiteral("driver ="), QStringLiteral("gpu.nvidia.com"));
  plainFilter->setFilter(true);
  auto* accent = new Chip(look);
  accent->setTexts(QStringLiteral("zone = us-west-2b"));
  accent->setTone(ChipTone::accent);
  accent->setFilter(true);
  column->addLayout(rowOf(look, QStringLiteral("Filter chip"),
                          {plainFilter, accent, makeKey(look, QStringLiteral("Ctrl K")), makeKey(look, QStringLiteral("[")),
                           makeKey(look, QStringLiteral("↵"))}));
}

void fillStates(Look& look, QVBoxLayout* column) {
  column->setSpacing(4);
  for (const DeviceState state : {DeviceState::free, DeviceState::inUse, DeviceState::reservedNotUsed, DeviceState::tainted,
                                  DeviceState::unhealthy, DeviceState::unknown, DeviceState::staleGeneration}) {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new Drawn(150, 26, [&look, state](QPainter& painter) {
      paintStateCell(painter, QRectF(0, 0, 26, 26), state, look.theme());
      paintStateCell(painter, QRectF(36, 6, 14, 14), state, look.theme());
      paintStateCell(painter, QRectF(60, 8, 9, 9), state, look.theme());
      paintStateCell(painter, QRectF(79, 9, 7, 7), state, look.theme());
      paintStateCell(painter, QRectF(96, 2, 22, 22), state, look.theme(), {true, false});
      paintStateCell(painter, QRectF(128, 2, 22, 22), state, look.theme(), {false, true});
    }));
    row->addWidget(new Drawn(
        70, 14, [&look, state](QPainter& painter) { paintStateBar(painter, QRectF(0, 0, 70, 14), state, look.theme()); }));
    row->addWidget(new PlainLabel(look, FontRole::bodyMedium, Ink::primary, stateName(state)));
    row->addStretch(1);
    auto* chip = new Chip(look);
    chip->setTexts(stateShortName(state));
    chip->setState(state);
    chip->setTone(state == DeviceState::free        ? ChipTone::ok
                  : state == DeviceState::inUse     ? ChipTone::inUse
                  : state == DeviceState::tainted   ? ChipTone::warning
                  : state == DeviceState::unhealthy ? ChipTone::critical
                                                    : ChipTone::unknown);
    row->addWidget(chip);
    column->addLayout(row);
  }
}

void fillMarks(Look& look, QVBoxLayout* column) {
  column->addWidget(new Drawn(330, 84, [&look](QPainter& painter) {
    const QColor ground = look.theme().bg.panel;
    int x = 0;
    for (const Mark mark : {Mark::critical, Mark::warning, Mark::notice, Mark::ok, Mark::unknown, Mark::pending, Mark::live,
                            Mark::lost, Mark::notConfigured}) {
      paintMark(painter, QRectF(x, 0, 26, 26), mark, look.theme(), ground);
      paintMark(painter, QRectF(x, 32, 18, 18), mark, look.theme(), ground);
      paintMark(painter, QRectF(x + 20, 34, 14, 14), mark, look.theme(), ground);
      paintMark(painter, QRectF(x, 56, 12, 12), mark, look.theme(), ground);
      paintMark(painter, QRectF(x + 16, 57, 10, 10), mark, look.theme(), ground);
      x += 37;
    }
  }));
  column->addWidget(new Drawn(300, 20, [&look](QPainter& painter) {
    int x = 0;
    for (const Severity severity : {Severity::critical, Severity::warning, Severity::notice}) {
      paintSeverityTag(painter, QRectF(x, 1, 56, 18), severity, look);
      paintSeverity(painter, QRectF(x + 60, 3, 14, 14), severity, look.theme());
      x += 90;
    }
    paintLogo(painter, QRectF(270, 0, 20, 20), look.theme());
  }));
}

Chip* source(Look& look, const char* name, const char* age, Mark mark, Ink ink) {
  auto* chip = new Chip(look);
  chip->setTexts(QString::fromUtf8(name), QString::fromUtf8(age), ink);
  chip->setMark(mark);
  return chip;
}

void fillSources(Look& look, QVBoxLayout* column) {
  auto add = [column](const QList<QWidget*>& widgets) {
    auto* row = new QHBoxLayout;
    for (QWidget* widget : widgets) {
      row->addWidget(widget);
    }
    row->addStretch(1);
    column->addLayout(row);
  };
  add({source(look, "API server", "0.2 s", Mark::live, Ink::ok),
       source(look, "Prometheus", "48 s", Mark::warning, Ink::warning)});
  add({source(look, "API server", "lost 3 m 10 s", Mark::lost, Ink::critical),
       source(look, "Prometheus", "not configured", Mark::notConfigured, Ink::muted)});
  auto* readOnly = new Chip(look);
  readOnly->setTexts(QStringLiteral("Read-only"));
  readOnly->setIconId(QStringLiteral("lock"));
  readOnly->setTone(ChipTone::unknown);
  auto* quiet = new Chip(look);
  quiet->setTexts(QStringLiteral("quiet"), QStringLiteral("4"));
  quiet->setTone(ChipTone::quiet);
  auto* mono = new Chip(look);
  mono->setTexts(QStringLiteral("team-a"), QStringLiteral("gpu-a10g-0417 >= -> fi"));
  mono->setMono(true);
  add({readOnly, quiet, mono});
  auto* longOne = new Chip(look);
  longOne->setTexts(QString(300, QLatin1Char('x')), QStringLiteral("12 s"));
  add({longOne});
}

void fillType(Look& look, QVBoxLayout* column) {
  column->setSpacing(4);
  const auto add = [&](FontRole role, Ink ink, const char* text) {
    column->addWidget(new PlainLabel(look, role, ink, QString::fromUtf8(text)));
  };
  add(FontRole::display, Ink::primary, "6.2 s");
  add(FontRole::verdict, Ink::primary, "All 16 that match are in use");
  add(FontRole::title, Ink::primary, "Overview");
  add(FontRole::body, Ink::primary, "Pool gpu-l4-c is incomplete");
  add(FontRole::bodyMedium, Ink::secondary, "Pool gpu-l4-c is incomplete");
  add(FontRole::small, Ink::secondary, "driver not registered");
  add(FontRole::caption, Ink::muted, "1 s resolution");
  add(FontRole::captionStrong, Ink::muted, "HEADER ↓ ≥ ≤ × →");
  add(FontRole::mono, Ink::primary, "memory.compareTo(quantity(\"120Gi\")) >= 0 -> != fi");
  add(FontRole::monoStrong, Ink::primary, "ml-training-job-7-gpu-x4k2p");
  add(FontRole::monoSmall, Ink::accent, "1,204 ≥1,204 ≤41 ?");
  add(FontRole::small, Ink::critical, "critical <b>not bold</b> \u202Eright to left\u202C \x1b[31m");
}

void fillTable(Look& look, QVBoxLayout* column) {
  auto* table = new QTableWidget(4, 3);
  table->setHorizontalHeaderLabels({QStringLiteral("Node"), QStringLiteral("State"), QStringLiteral("Memory")});
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(26);
  table->setShowGrid(false);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  for (int row = 0; row < 4; ++row) {
    auto* name = new QTableWidgetItem(QStringLiteral("gpu-a10g-041%1").arg(row));
    name->setFont(look.font(FontRole::mono));
    table->setItem(row, 0, name);
    table->setItem(row, 1, new QTableWidgetItem(QStringLiteral("In use")));
    table->setItem(row, 2, new QTableWidgetItem(QStringLiteral("24Gi")));
  }
  table->selectRow(1);
  table->horizontalHeader()->setStretchLastSection(true);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->setFixedHeight(120);
  column->addWidget(table);
  auto* tabs = new QTabBar;
  for (const char* name : {"Summary", "YAML", "Events"}) {
    tabs->addTab(QString::fromUtf8(name));
  }
  column->addWidget(tabs);
  column->addWidget(makeLine(look));
  column->addWidget(new Skeleton(look, 3));
  auto* progress = new Progress(look);
  progress->setProgress(0.62, QStringLiteral("Claims 4,500 of ≥7,306"));
  column->addWidget(progress);
  auto* open = new Progress(look);
  open->setProgress(-1, QStringLiteral("Events 800"));
  column->addWidget(open);
}

void fillIcons(Look& look, QVBoxLayout* column) {
  column->addWidget(new Drawn(330, 24, [&look](QPainter& painter) {
    int x = 0;
    for (const char* id : {"overview", "topology", "devices", "claims", "latency", "troubleshoot", "actions", "settings",
                           "search", "filter", "copy", "lock", "chev"}) {
      painter.drawPixmap(
          x, 4, look.icon(QString::fromUtf8(id), 16, look.theme().text.secondary, painter.device()->devicePixelRatioF()));
      x += 24;
    }
  }));
  column->addWidget(new Drawn(330, 40, [&look](QPainter& painter) {
    const auto strip = [&painter](const auto& colors, int y) {
      int x = 0;
      for (const QColor& color : colors) {
        painter.fillRect(x, y, 40, 12, color);
        x += 40;
      }
    };
    strip(look.theme().chart, 0);
    strip(look.theme().heat, 14);
    strip(look.theme().stage, 28);
  }));
}

}  // namespace

std::unique_ptr<QWidget> makeComponentSheet(Look& look) {
  auto sheet = std::make_unique<QWidget>();
  sheet->resize(1440, 960);
  auto* outer = new QVBoxLayout(sheet.get());
  outer->setContentsMargins(12, 12, 12, 12);
  outer->setSpacing(12);
  auto* verdict = new VerdictBand(look);
  verdict->setVerdict(Mark::critical, QStringLiteral("23 claims wait. Three of them need an H200, and none of the 16 is free."),
                      QStringLiteral("1 critical finding, 3 warnings, 2 notices. Oldest wait 14 m 22 s. Started 09:27:56."));
  verdict->addButton(ButtonStyle::primary, QStringLiteral("Explain oldest claim"));
  verdict->addButton(ButtonStyle::normal, QStringLiteral("Copy report"));
  outer->addWidget(verdict);

  auto* columns = new QHBoxLayout;
  columns->setSpacing(12);
  outer->addLayout(columns, 1);
  const auto columnOf = [columns](const QList<QWidget*>& panels, int stretch) {
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    for (QWidget* panel : panels) {
      column->addWidget(panel, panel == panels.last() ? 1 : 0);
    }
    columns->addLayout(column, stretch);
  };
  auto* states = panelOf(look, QStringLiteral("Device states"), [&](QVBoxLayout* c) { fillStates(look, c); });
  states->setScope(QStringLiteral("cell, admin, blocked, bar"));
  states->addTool(makeKey(look, QStringLiteral("G")));
  auto* empty = new Panel(look, QStringLiteral("Empty"));
  empty->setBody(makeEmptyNote(look, QStringLiteral("No claim waits"),
                               QStringLiteral("All 7,283 claims in 41 namespaces are allocated. The last wait ended 6 m ago."),
                               QStringLiteral("Show recent waits"), [] {}));
  auto* forbidden = new Panel(look, QStringLiteral("Forbidden: 403 for one kind"));
  forbidden->setBody(makeNote(
      look, Mark::warning, QStringLiteral("You may not list devicetaintrules."),
      QStringLiteral(
          "The server answered 403 to sre-kim. Free counts are at most and taint counts at least until this is allowed."),
      QStringLiteral("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n- apiGroups: [\"resource.k8s.io\"]")));
  auto* error = new Panel(look, QStringLiteral("Connection error"));
  error->setBody(makeErrorNote(look, Error{ErrorCode::unreachable, "prod-euw1: the exec plugin aws ended with status 255",
                                           "Run aws sso login --profile prod, then retry", std::nullopt, 0}));
  columnOf({panelOf(look, QStringLiteral("Buttons"), [&](QVBoxLayout* c) { fillButtons(look, c); }),
            panelOf(look, QStringLiteral("Inputs"), [&](QVBoxLayout* c) { fillInputs(look, c); }),
            panelOf(look, QStringLiteral("Rows, tabs, loading"), [&](QVBoxLayout* c) { fillTable(look, c); })},
           5);
  columnOf({states, panelOf(look, QStringLiteral("Marks"), [&](QVBoxLayout* c) { fillMarks(look, c); }),
            panelOf(look, QStringLiteral("Sources"), [&](QVBoxLayout* c) { fillSources(look, c); }), empty},
           4);
  columnOf({panelOf(look, QStringLiteral("Type"), [&](QVBoxLayout* c) { fillType(look, c); }),
            panelOf(look, QStringLiteral("Icons and palettes"), [&](QVBoxLayout* c) { fillIcons(look, c); }), forbidden, error},
           4);
  return sheet;
}

}  // namespace claimscope::ui
