#include "ui/pages/explanation/unknown_list.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

UnknownList::UnknownList(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(12 + 14 + 8, 11, 12, 9);
  m_layout->setSpacing(6);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void UnknownList::setUnknowns(const std::vector<explanation::Unknown>& unknowns) {
  QStringList texts;
  std::vector<int> leads;
  for (const explanation::Unknown& unknown : unknowns) {
    const QString what = said(unknown.what);
    QString text = what;
    for (const std::string& part : {unknown.because, unknown.effect}) {
      if (!part.empty()) {
        const QString words = said(part);
        text += (text.endsWith(QLatin1Char('.')) ? QStringLiteral(" ") : QStringLiteral(". ")) + words;
      }
    }
    texts << text;
    leads.push_back(static_cast<int>(what.size()));
  }
  while (m_labels.size() > static_cast<std::size_t>(texts.size())) {
    m_labels.back()->hide();
    m_layout->removeWidget(m_labels.back());
    m_labels.back()->deleteLater();
    m_labels.pop_back();
  }
  for (qsizetype i = 0; i < texts.size(); ++i) {
    if (static_cast<std::size_t>(i) == m_labels.size()) {
      m_labels.push_back(new WrapText(m_look, FontRole::small, Ink::muted, 6, this));
      m_layout->addWidget(m_labels.back());
      m_labels.back()->show();
    }
    WrapText* label = m_labels[static_cast<std::size_t>(i)];
    label->setText(texts[i]);
    label->setLead(leads[static_cast<std::size_t>(i)]);
  }
  m_texts = texts;
  update();
}

void UnknownList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const WrapText* label : m_labels) {
    paintMark(painter, QRectF(12, label->y() + 1, 14, 14), Mark::unknown, m_look.theme(), m_look.theme().bg.panel);
  }
}

}  // namespace claimscope::ui
