#include "ui/pages/timeline/figures_panel.h"

#include <QHBoxLayout>
#include <QStringList>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/panels.h"

namespace claimscope::ui {

FiguresPanel::FiguresPanel(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(2);
  add(tr("Free devices"));
  add(tr("Waiting claims"));
  add(tr("Findings"));
  column->addStretch(1);
}

void FiguresPanel::add(const QString& title) {
  auto* column = static_cast<QVBoxLayout*>(layout());
  if (!m_figures.empty()) {
    column->addSpacing(6);
    column->addWidget(makeLine(m_look, this));
    column->addSpacing(6);
  }
  Figure figure{new PlainLabel(m_look, FontRole::small, Ink::muted, title, this),
                new PlainLabel(m_look, FontRole::display, Ink::primary, this),
                new PlainLabel(m_look, FontRole::display, Ink::primary, this)};
  column->addWidget(figure.title);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(figure.before);
  row->addWidget(new PlainLabel(m_look, FontRole::title, Ink::muted, QStringLiteral("→"), this));
  row->addWidget(figure.now);
  row->addStretch(1);
  column->addLayout(row);
  m_figures.push_back(figure);
}

void FiguresPanel::show(Figure& figure, Count before, Count now, bool moreIsWorse) {
  figure.before->setText(number(before));
  figure.now->setText(number(now));
  const bool worse = moreIsWorse ? now.value > before.value : now.value < before.value;
  const bool better = now.value != before.value && !worse;
  // What it was is enough for those who see no colour: the arrow has both numbers.
  figure.now->setInk(worse ? Ink::critical : better ? Ink::ok : Ink::primary);
  figure.now->setAccessibleName(figure.title->text() + QLatin1Char(' ') + figure.now->text());
}

void FiguresPanel::setComparison(const ComparisonPtr& comparison) {
  if (comparison == nullptr) {
    for (Figure& figure : m_figures) {
      figure.before->setText(QStringLiteral("…"));
      figure.now->setText(QStringLiteral("…"));
    }
    return;
  }
  show(m_figures[0], comparison->a.free, comparison->b.free, false);
  show(m_figures[1], comparison->a.waiting, comparison->b.waiting, true);
  show(m_figures[2], {comparison->a.findings, Bound::exact}, {comparison->b.findings, Bound::exact}, true);
}

QStringList FiguresPanel::lines() const {
  QStringList out;
  for (const Figure& figure : m_figures) {
    out += figure.title->text() + QLatin1Char(' ') + figure.before->text() + QStringLiteral(" → ") + figure.now->text();
  }
  return out;
}

}  // namespace claimscope::ui
