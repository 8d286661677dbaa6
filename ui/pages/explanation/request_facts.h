// RequestFacts: what a request asks for, and who asks: label and value, links followed by mouse or key. GUI thread.
#pragma once

#include <QGridLayout>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/view.h"

namespace claimscope::ui {

class FactValue;

class RequestFacts final : public QWidget {
  Q_OBJECT
 public:
  explicit RequestFacts(Look& look, QWidget* parent = nullptr);
  /// `request` null: only who asks.
  void setFacts(const explanation::Explanation& explanation, const explanation::RequestExplanation* request);
  /// "Class: gpu-compute-class", in order.
  [[nodiscard]] QStringList texts() const;

 Q_SIGNALS:
  void linkActivated(const claimscope::ui::ObjectRef& object);

 private:
  struct Fact {
    QString label;
    QString value;
    std::optional<ObjectRef> link;
    friend bool operator==(const Fact&, const Fact&) = default;
  };
  void build();
  Look& m_look;
  std::vector<Fact> m_facts;
  QGridLayout* m_grid;
  std::vector<QWidget*> m_widgets;
};

}  // namespace claimscope::ui
