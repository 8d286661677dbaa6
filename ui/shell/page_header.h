// PageHeader: title, muted facts, tools of the page at the right. GUI thread.
#pragma once

#include <QHBoxLayout>
#include <QWidget>

#include "ui/base/plain_label.h"

namespace claimscope::ui {

class PageHeader final : public QWidget {
  Q_OBJECT
 public:
  explicit PageHeader(Look& look, QWidget* parent = nullptr);
  void setTitle(const QString& title, const QString& subtitle);
  /// A page's own widget in place of title and subtitle; null: those.
  void setLead(QWidget* lead);
  /// Takes the tools over and shows these only; null: none.
  void setTools(QWidget* tools);
  /// A line below it, where the page fills the window to its edge.
  void setRuled(bool ruled);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  PlainLabel* m_title;
  PlainLabel* m_subtitle;
  QHBoxLayout* m_row;
  QWidget* m_tools = nullptr;
  QWidget* m_lead = nullptr;
  bool m_ruled = false;
};

}  // namespace claimscope::ui
