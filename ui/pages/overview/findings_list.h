// FindingsList: findings as rows of 48 px, worst first; one tab stop. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <memory>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

class FindingsModel final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;
  /// Resets only when other findings than before are open.
  void setView(const View& view);
  [[nodiscard]] const diagnosis::Finding& at(int row) const { return m_diagnosis->findings[static_cast<std::size_t>(row)]; }
  /// "14 m", empty when nothing says since when.
  [[nodiscard]] QString ageOf(int row) const;
  [[nodiscard]] int rowOf(const std::string& id) const;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::shared_ptr<const diagnosis::Diagnosis> m_diagnosis;
  Time m_now;
};

class FindingsList final : public QListView {
  Q_OBJECT
 public:
  explicit FindingsList(Look& look, QWidget* parent = nullptr);
  void setView(const View& view);
  /// Selects a finding by its ObjectRef ("finding"); anything else clears.
  void select(const std::optional<ObjectRef>& object);
  [[nodiscard]] FindingsModel& findings() { return m_model; }

 Q_SIGNALS:
  void findingSelected(const std::optional<claimscope::ui::ObjectRef>& finding);
  /// Enter or double click: the first object of the finding, else the finding itself.
  void findingActivated(const claimscope::ui::ObjectRef& object);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

 private:
  Look& m_look;
  FindingsModel m_model;
  bool m_quiet = false;
};

}  // namespace claimscope::ui
