#include "ui/pages/dashboard/query_card.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/panels.h"
#include "ui/pages/dashboard/dashboard_words.h"

namespace claimscope::ui {
namespace {

/// A severity's shape beside a line.
class LineMark final : public QWidget {
 public:
  LineMark(Look& look, Mark mark, QWidget* parent) : QWidget(parent), m_look(look), m_mark(mark) { setFixedSize(14, 18); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, QRectF(0, 2, 14, 14), m_mark, m_look.theme(), m_look.theme().bg.panel);
  }

 private:
  Look& m_look;
  Mark m_mark;
};

PlainLabel* wrapped(Look& look, FontRole role, Ink ink, const QString& text) {
  auto* label = new PlainLabel(look, role, ink, text);
  label->setWordWrap(true);
  return label;
}

}  // namespace

QueryCard::QueryCard(Look& look, const dashboard::Panel& panel, QWidget* parent) : QScrollArea(parent), m_look(look) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Queries of the panel"));
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(12, 8, 12, 12);
  column->setSpacing(6);
  for (const dashboard::Target& target : panel.targets) {
    addQuery(*column, target);
  }
  for (const std::string& note : panel.notes) {
    m_lines += plain(note);
    column->addWidget(wrapped(look, FontRole::small, Ink::muted, plain(note)));
  }
  if (panel.targets.empty() && panel.notes.empty()) {
    m_lines += tr("The panel has no query");
    column->addWidget(wrapped(look, FontRole::small, Ink::muted, m_lines.back()));
  }
  column->addStretch(1);
  setWidget(content);
}

QWidget* QueryCard::code(const std::string& text) {
  auto* label = new PlainLabel(m_look, FontRole::monoSmall, Ink::primary, plain(text));
  label->setWordWrap(true);
  label->setSelectable(true);
  m_lines += plain(text);
  return label;
}

void QueryCard::addQuery(QVBoxLayout& column, const dashboard::Target& target) {
  if (!target.asksPrometheus()) {
    m_lines += tr("Not PromQL: %1").arg(plain(target.foreign));
    column.addWidget(wrapped(m_look, FontRole::small, Ink::muted, m_lines.back()));
    return;
  }
  const VerdictLook verdict = verdictLook(target.verdict);
  auto* head = new QHBoxLayout;
  head->setSpacing(6);
  auto* chip = new Chip(m_look);
  chip->setTexts(target.refId.empty() ? verdict.word : tr("%1 %2").arg(plain(target.refId), verdict.word));
  chip->setTone(verdict.tone);
  chip->setMark(verdict.mark);
  head->addWidget(chip);
  head->addStretch(1);
  column.addLayout(head);
  column.addWidget(code(target.expression));
  for (const promql::Remark& remark : target.verdict.remarks) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new LineMark(m_look, gravityMark(remark.gravity), this), 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    m_lines += plain(remark.what);
    texts->addWidget(wrapped(m_look, FontRole::bodyMedium, Ink::primary, m_lines.back()));
    if (!remark.why.empty()) {
      m_lines += plain(remark.why);
      texts->addWidget(wrapped(m_look, FontRole::small, Ink::secondary, m_lines.back()));
    }
    row->addLayout(texts, 1);
    column.addLayout(row);
  }
  if (!target.verdict.corrected.empty()) {
    m_lines += tr("Write instead");
    column.addWidget(new PlainLabel(m_look, FontRole::caption, Ink::muted, m_lines.back()));
    column.addWidget(code(target.verdict.corrected));
  }
  column.addWidget(makeLine(m_look));
}

}  // namespace claimscope::ui
