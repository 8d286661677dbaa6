// DevicesPage: every device with its state, holder and published attributes. GUI thread.
#pragma once

#include <QSet>
#include <QStringList>
#include <memory>

#include "ui/pages/devices/device_rows.h"
#include "ui/pages/devices/room_panel.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/state_tabs.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class DevicesPage final : public Page {
  Q_OBJECT
 public:
  explicit DevicesPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "pool=gpu-h100 state=free", "class=x", "memory>=10Gi", words.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  /// The filters, to be given back when the person returns to a source; an empty list: as for a source never seen.
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;
  [[nodiscard]] QString filterText() const override { return m_filter->filter().str(); }
  void focusFind() override { m_filter->focusEdit(); }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TablePanel& panel() { return *m_panel; }
  [[nodiscard]] RoomPanel& room() { return *m_room; }

 Q_SIGNALS:
  /// Bytes for a file of this name.
  void saveRequested(const QString& name, const QByteArray& bytes);

 private:
  void rebuild();
  [[nodiscard]] bool hasUse() const { return m_view.use != nullptr && m_view.use->available; }
  void learn();
  void applyFilter();
  void showStory();
  void showCounts();
  [[nodiscard]] TableModel::Accepts accepts(const std::shared_ptr<const DeviceRows>& rows) const;
  void setGrouping(DeviceGrouping grouping);
  void addCopyMenu(QWidget* tools);
  void showRoom();

  View m_view;
  TableModel m_model;
  DeviceGrouping m_grouping = DeviceGrouping::nodeGroup;
  std::shared_ptr<const DeviceGroups> m_groups;
  std::shared_ptr<const std::vector<LearnedField>> m_fields;
  cluster::Revision m_learnedAt = 0;  ///< revision of the slices the fields were learned from
  std::shared_ptr<const std::vector<Column>> m_columns;
  std::shared_ptr<const FieldNorms> m_norms;
  cluster::Revision m_normsOf = 0;  ///< revision of the slices they are of
  std::shared_ptr<const DeviceRows> m_rows;
  QSet<QString> m_toggled;  ///< columns whose visibility the person turned round
  FilterBar* m_filter;
  StateTabs* m_tabs;
  TablePanel* m_panel;
  RoomPanel* m_room;
  QWidget* m_tools;
  ColumnsButton* m_columnsButton;
  std::optional<ObjectRef> m_selection;
  QString m_subtitle;
};

}  // namespace claimscope::ui
