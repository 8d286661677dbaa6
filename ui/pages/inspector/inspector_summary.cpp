// InspectorSummary: widgets of the summary. GUI thread.
#include "ui/pages/inspector/inspector_summary.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextOption>

#include "ui/base/controls.h"
#include "ui/base/panels.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

constexpr int kLabelWidth = 92;

/// Everything but the texts: while it is the same, rows are updated and not rebuilt, so a selection of text survives.
bool sameShape(const std::vector<InspectorSection>& a, const std::vector<InspectorSection>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const InspectorSection& x, const InspectorSection& y) {
    return x.title == y.title && x.code == y.code && x.scope.isEmpty() == y.scope.isEmpty() &&
           std::equal(x.rows.begin(), x.rows.end(), y.rows.begin(), y.rows.end(),
                      [](const InspectorRow& r, const InspectorRow& s) {
                        return r.label == s.label && r.link == s.link && r.role == s.role;
                      });
  });
}

}  // namespace

/// One value: selectable plain text, or a link that mouse, Enter and Space follow.
class InspectorValue final : public QWidget {
 public:
  InspectorValue(Look& look, const InspectorRow& row, std::function<void(const ObjectRef&, bool beside)> follow, QWidget* parent)
      : QWidget(parent), m_look(look), m_label(new PlainLabel(look, row.role, row.ink, this)), m_follow(std::move(follow)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_label, 1);
    if (row.link) {
      m_label->setElide(Qt::ElideMiddle);
      m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
      setCursor(Qt::PointingHandCursor);
      setFocusPolicy(Qt::TabFocus);
    } else {
      m_label->setWordWrap(true);
      m_label->setSelectable(true);
    }
    setRow(row);
  }

  void setRow(const InspectorRow& row) {
    m_row = row;
    m_label->setInk(row.ink);
    m_label->setText(row.value);
    setAccessibleName(row.label + QLatin1Char(' ') + row.value);
    layout()->setContentsMargins(row.state || row.mark ? 18 : 0, 0, 0, 0);
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    const QRectF icon(0, 3, 12, 12);
    if (m_row.state) {
      paintStateCell(painter, icon, *m_row.state, theme);
    } else if (m_row.mark) {
      paintMark(painter, icon, *m_row.mark, theme, theme.bg.panel);
    }
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 3, theme);
    }
  }
  void mouseReleaseEvent(QMouseEvent* event) override {
    const bool middle = event->button() == Qt::MiddleButton;
    if (m_row.link && (middle || event->button() == Qt::LeftButton) && rect().contains(event->position().toPoint())) {
      m_follow(ObjectRef(*m_row.link), middle || (event->modifiers() & Qt::ControlModifier) != 0);
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (m_row.link && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
      m_follow(ObjectRef(*m_row.link), (event->modifiers() & Qt::ControlModifier) != 0);
    } else {
      QWidget::keyPressEvent(event);
    }
  }

 private:
  Look& m_look;
  PlainLabel* m_label;
  InspectorRow m_row;
  std::function<void(const ObjectRef&, bool beside)> m_follow;
};

InspectorSummary::InspectorSummary(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
  connect(&look, &Look::changed, this, [this] { build(); });
}

void InspectorSummary::setSections(const std::vector<InspectorSection>& sections) {
  if (m_sections == sections && m_holder != nullptr) {
    return;
  }
  const bool keep = m_holder != nullptr && sameShape(m_sections, sections);
  m_sections = sections;
  if (!keep) {
    build();
    return;
  }
  std::size_t value = 0;
  std::size_t scope = 0;
  for (const InspectorSection& section : m_sections) {
    if (!section.scope.isEmpty()) {
      m_scopes[scope++]->setText(section.scope);
    }
    for (const InspectorRow& row : section.rows) {
      m_values[value++]->setRow(row);
    }
  }
}

void InspectorSummary::build() {
  if (m_holder != nullptr) {
    m_layout->removeWidget(m_holder);
    m_holder->hide();
    m_holder->deleteLater();
  }
  m_values.clear();
  m_scopes.clear();
  m_holder = new QWidget(this);
  auto* layout = new QVBoxLayout(m_holder);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  for (const InspectorSection& section : m_sections) {
    addSection(section);
  }
  layout->addStretch(1);
  m_layout->addWidget(m_holder);
}

void InspectorSummary::addSection(const InspectorSection& section) {
  auto* outer = static_cast<QVBoxLayout*>(m_holder->layout());
  auto* box = new QVBoxLayout;
  box->setContentsMargins(16, 12, 16, 12);
  box->setSpacing(6);
  if (!section.title.isEmpty()) {
    auto* head = new QHBoxLayout;
    head->addWidget(new PlainLabel(m_look, FontRole::captionStrong, Ink::muted, section.title.toUpper(), m_holder));
    head->addStretch(1);
    if (!section.scope.isEmpty()) {
      m_scopes.push_back(new PlainLabel(m_look, FontRole::caption, Ink::muted, section.scope, m_holder));
      head->addWidget(m_scopes.back());
    }
    box->addLayout(head);
  }
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(4);
  grid->setColumnMinimumWidth(0, 0);
  grid->setColumnStretch(1, 1);
  int line = 0;
  bool labelled = false;
  for (const InspectorRow& row : section.rows) {
    labelled = labelled || !row.label.isEmpty();
  }
  for (const InspectorRow& row : section.rows) {
    auto* value = new InspectorValue(
        m_look, row,
        [this](const ObjectRef& object, bool beside) {
          if (beside) {
            Q_EMIT besideActivated(object);
          } else {
            Q_EMIT linkActivated(object);
          }
        },
        m_holder);
    m_values.push_back(value);
    if (labelled) {
      auto* label = new PlainLabel(m_look, FontRole::small, Ink::muted, row.label, m_holder);
      label->setFixedWidth(kLabelWidth);
      label->setToolTip(safeToolTip(row.label));
      grid->addWidget(label, line, 0, Qt::AlignTop);
      grid->addWidget(value, line, 1);
    } else {
      grid->addWidget(value, line, 0, 1, 2);
    }
    ++line;
  }
  box->addLayout(grid);
  if (!section.code.isEmpty()) {
    addCode(box, section.code);
  }
  outer->addLayout(box);
  outer->addWidget(makeLine(m_look, m_holder));
}

void InspectorSummary::addCode(QVBoxLayout* layout, const QString& code) {
  auto* text = new QPlainTextEdit(m_holder);
  text->setPlainText(code);
  text->setReadOnly(true);
  text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  text->setFont(m_look.font(FontRole::monoSmall));
  text->setFrameShape(QFrame::NoFrame);
  QPalette colors = text->palette();
  colors.setColor(QPalette::Base, m_look.theme().bg.canvas);
  colors.setColor(QPalette::Text, m_look.theme().text.primary);
  text->setPalette(colors);
  int lines = 0;
  for (const QString& line : code.split(QLatin1Char('\n'))) {
    lines += 1 + static_cast<int>(line.size()) / 40;  // about as many letters fit into the narrowest inspector
  }
  lines = std::min(lines, 10);
  text->setFixedHeight(lines * QFontMetrics(text->font()).lineSpacing() + 20);
  layout->addWidget(text);
}

}  // namespace claimscope::ui
