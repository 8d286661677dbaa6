// InspectorSummary: sections of label and value rows, updated in place while their shape stays. GUI thread.
#pragma once

#include <QGridLayout>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/pages/inspector/inspector_content.h"

namespace claimscope::ui {

class InspectorValue;

class InspectorSummary final : public QWidget {
  Q_OBJECT
 public:
  explicit InspectorSummary(Look& look, QWidget* parent = nullptr);
  void setSections(const std::vector<InspectorSection>& sections);

 Q_SIGNALS:
  void linkActivated(const claimscope::ui::ObjectRef& object);
  /// The middle button, or with Ctrl.
  void besideActivated(const claimscope::ui::ObjectRef& object);

 private:
  void build();
  void addSection(const InspectorSection& section);
  void addCode(QVBoxLayout* layout, const QString& code);

  Look& m_look;
  QVBoxLayout* m_layout;
  QWidget* m_holder = nullptr;
  std::vector<InspectorSection> m_sections;
  std::vector<InspectorValue*> m_values;  ///< in the order of the rows
  std::vector<PlainLabel*> m_scopes;
};

}  // namespace claimscope::ui
