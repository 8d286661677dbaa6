#include "ui/shell/page_header.h"

#include <QPainter>

namespace claimscope::ui {

PageHeader::PageHeader(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_title(new PlainLabel(look, FontRole::title, Ink::primary, this)),
      m_subtitle(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_row(new QHBoxLayout(this)) {
  setFixedHeight(44);
  m_row->setContentsMargins(16, 0, 16, 0);
  m_row->setSpacing(10);
  m_title->setElide(Qt::ElideNone);
  m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  m_row->addWidget(m_title);
  m_row->addWidget(m_subtitle, 1);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void PageHeader::setTitle(const QString& title, const QString& subtitle) {
  m_title->setText(title);
  m_subtitle->setText(subtitle);
}

void PageHeader::setLead(QWidget* lead) {
  if (lead == m_lead) {
    return;
  }
  if (m_lead != nullptr) {
    m_row->removeWidget(m_lead);
    m_lead->hide();
  }
  m_lead = lead;
  m_title->setVisible(lead == nullptr);
  m_subtitle->setVisible(lead == nullptr);
  // Its first button has a margin of its own.
  m_row->setContentsMargins(lead == nullptr ? 16 : 4, 0, 16, 0);
  if (lead != nullptr) {
    m_row->insertWidget(0, lead, 1);
    lead->show();
  }
}

void PageHeader::setTools(QWidget* tools) {
  if (tools == m_tools) {
    return;
  }
  if (m_tools != nullptr) {
    m_row->removeWidget(m_tools);
    m_tools->hide();
  }
  m_tools = tools;
  if (tools != nullptr) {
    m_row->addWidget(tools);
    tools->show();
  }
}

void PageHeader::setRuled(bool ruled) {
  m_ruled = ruled;
  update();
}

void PageHeader::paintEvent(QPaintEvent*) {
  if (m_ruled) {
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, m_look.theme().border.subtle);
  }
}

}  // namespace claimscope::ui
