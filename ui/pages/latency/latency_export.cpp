#include "ui/pages/latency/latency_export.h"

#include <QBuffer>
#include <QPainter>
#include <QPixmap>
#include <QSvgGenerator>

#include "model/base/clock.h"
#include "ui/charts/gantt/gantt_bars.h"
#include "ui/charts/stage_words.h"

namespace claimscope::ui {
namespace {

void add(QByteArray& line, std::string_view text) {
  line += ',';
  line += csvField(text);
}

void addQuantile(QByteArray& line, const latency::Quantile& quantile) {
  const bool known = quantile.bound != Bound::unknown;
  line += ',' + (known ? QByteArray::number(static_cast<qlonglong>(quantile.ms)) : QByteArray()) + ',';
  line += QByteArray::fromStdString(std::string(boundWord(quantile.bound)));
}

/// To the millisecond where it was seen so, else whole seconds; nothing where it is not known.
void addMoment(QByteArray& line, const latency::Moment& moment) {
  line += ',' + (moment.known() ? QByteArray::fromStdString(formatTime(moment.at)) : QByteArray()) + ',';
  line += QByteArray::fromStdString(std::string(latency::evidenceWord(moment.evidence)));
}

}  // namespace

QByteArray csvField(std::string_view text) {
  QByteArray field(text.data(), static_cast<qsizetype>(text.size()));
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (formula) {
    field.prepend('\'');
  }
  if (formula || text.find_first_of(",\"\n\r") != std::string_view::npos) {
    field.replace("\"", "\"\"");
    field = '"' + field + '"';
  }
  return field;
}

QByteArray groupCsv(const latency::Report& report) {
  QByteArray out("group,detail,claims,waiting");
  const auto title = [&](const std::string& name) {
    for (const int percentile : latency::kPercentiles) {
      const QByteArray column = ',' + QByteArray::fromStdString(name) + "_p" + QByteArray::number(percentile);
      out += column + "_ms" + column + "_bound";
    }
  };
  title("whole");
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    title(std::string(latency::stageWord(stageAt(i))));
  }
  out += '\n';
  for (const latency::Group& group : report.groups) {
    QByteArray line;
    line += csvField(group.name);
    line += ',' + csvField(group.detail);
    line += ',' + QByteArray::number(static_cast<qlonglong>(group.claims));
    line += ',' + QByteArray::number(static_cast<qlonglong>(group.whole.open));
    for (const latency::Quantile& quantile : group.whole.at) {
      addQuantile(line, quantile);
    }
    for (const latency::Distribution& stage : group.stages) {
      for (const latency::Quantile& quantile : stage.at) {
        addQuantile(line, quantile);
      }
    }
    out += line + '\n';
  }
  return out;
}

QByteArray claimCsv(const latency::LivesPtr& lives, const latency::Question& question) {
  QByteArray out("namespace,claim,pod,device_class,driver,node,node_pool,owner_kind,owner,waiting,whole_ms,whole_bound");
  out += ",begun,begun_evidence";
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    const QByteArray word = QByteArray::fromStdString(std::string(latency::stageWord(stageAt(i))));
    out += ',' + word + ',' + word + "_evidence";
  }
  out += '\n';
  const GanttBarsPtr bars = ganttBars(lives, question);
  for (const GanttBar& bar : bars->bars) {
    const latency::Life& life = lives->lives[bar.life];
    QByteArray line;
    line += csvField(life.namespaceName.view());
    for (const Text* text :
         {&life.name, &life.pod, &life.deviceClass, &life.driver, &life.node, &life.nodePool, &life.ownerKind, &life.ownerName}) {
      add(line, text->view());
    }
    const latency::Span whole = latency::wholeOf(life, lives->now);
    line += whole.open ? ",true" : ",false";
    addQuantile(line, {whole.ms(), whole.bound});
    addMoment(line, life.begun);
    for (const latency::Moment& moment : life.reached) {
      addMoment(line, moment);
    }
    out += line + '\n';
  }
  return out;
}

QByteArray pictureOf(QWidget& widget, PictureFormat format, const QColor& ground) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (format == PictureFormat::png) {
    const qreal ratio = std::max(2.0, widget.devicePixelRatioF());
    QPixmap picture(widget.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(ground);
    widget.render(&picture, QPoint(), QRegion(), QWidget::DrawChildren);
    picture.save(&buffer, "PNG");
    return bytes;
  }
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(widget.size());
  generator.setViewBox(widget.rect());
  generator.setTitle(QStringLiteral("Claimscope: claim latency"));
  QPainter painter(&generator);
  painter.fillRect(widget.rect(), ground);
  widget.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
  painter.end();
  return bytes;
}

}  // namespace claimscope::ui
