// The Korean texts against the sources: each text has one, none is left over, places for values are kept. With
// CLAIMSCOPE_UPDATE_TRANSLATIONS=1 (./dev translate) the .ts file gets what is new and loses what is gone. One thread.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/kit/places.h"
#include "tests/ui/translations/catalogue.h"

namespace {

/// Texts are kept once, whatever asks for them (resources/translations/README.md).
const QString kEverywhere = QStringLiteral("Claimscope");
const QString kRoot = QString::fromStdString(claimscope::kit::sourceFile("."));
const QString kFile = kRoot + QStringLiteral("/resources/translations/claimscope_ko.ts");

/// Qt's own texts, of menus of text fields and the like, are in no source of ours.
bool qtOwn(const QString& context) {
  static const QRegularExpression kQt(QStringLiteral("^Q[A-Z]"));
  return context != QLatin1String("QObject") && kQt.match(context).hasMatch();
}

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList valuesOf(const QString& text) {
  static const QRegularExpression kPlace(QStringLiteral("%L?[0-9n]+"));
  QStringList out;
  for (auto it = kPlace.globalMatch(text); it.hasNext();) {
    out += it.next().captured();
  }
  out.sort();
  return out;
}

QString missingList(const QStringList& texts) {
  return QStringLiteral("%1 texts, run ./dev translate:\n  %2")
      .arg(texts.size())
      .arg(texts.mid(0, 40).join(QStringLiteral("\n  ")));
}

}  // namespace

class TranslationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    const QString lupdate = QStringLiteral(CLAIMSCOPE_LUPDATE);
    if (!QFile::exists(lupdate)) {
      QSKIP("lupdate is not installed (Debian: qt6-l10n-tools): the translations cannot be compared with the sources");
    }
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
    QProcess process;
    process.setWorkingDirectory(kRoot);
    // tell() and words() are what functions outside of classes call instead of tr().
    process.start(lupdate, {QStringLiteral("-silent"), QStringLiteral("-no-obsolete"), QStringLiteral("-tr-function-alias"),
                            QStringLiteral("tr+=tell,tr+=words"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("ui"),
                            QStringLiteral("app/bridge"), QStringLiteral("-ts"), fresh});
    QVERIFY2(process.waitForFinished(60'000) && process.exitCode() == 0, process.readAllStandardError().constData());
    QString problem;
    m_sources = readCatalogue(bytesOf(fresh), problem);
    QCOMPARE(problem, QString());
    QVERIFY(m_sources.size() > 50);
    m_korean = readCatalogue(bytesOf(kFile), problem);
    QCOMPARE(problem, QString());
    if (qEnvironmentVariableIsSet("CLAIMSCOPE_UPDATE_TRANSLATIONS")) {
      update();
    }
  }

  void everyTextHasKorean() {
    QStringList missing;
    for (const auto& [context, texts] : m_sources) {
      for (const auto& [key, at] : texts) {
        if (!has(context, key)) {
          missing += at.place + QStringLiteral(": ") + key.first;
        }
      }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missingList(missing)));
  }

  void noTextIsLeftOver() {
    QStringList left;
    for (const auto& [context, texts] : m_korean) {
      for (const auto& [key, translation] : texts) {
        Q_UNUSED(translation);
        if (!qtOwn(context) && !used(context, key)) {
          left += context + QStringLiteral(": ") + key.first;
        }
      }
    }
    QVERIFY2(left.isEmpty(), qPrintable(missingList(left)));
  }

  void everyTextIsFinished() {
    QStringList open;
    for (const auto& [context, texts] : m_korean) {
      for (const auto& [key, translation] : texts) {
        if (!translation.finished) {
          open += context + QStringLiteral(": ") + key.first;
        }
      }
    }
    QVERIFY2(open.isEmpty(), qPrintable(missingList(open)));
  }

  void placesForValuesAreKept() {
    for (const auto& [context, texts] : m_korean) {
      for (const auto& [key, translation] : texts) {
        QVERIFY2(valuesOf(key.first) == valuesOf(translation.text),
                 qPrintable(key.first + QStringLiteral(" | ") + translation.text));
        QVERIFY2(key.first.count(QLatin1Char('\t')) == translation.text.count(QLatin1Char('\t')), qPrintable(key.first));
        // A text that begins or ends with a space is put beside another.
        QVERIFY2(key.first.endsWith(QLatin1Char(' ')) == translation.text.endsWith(QLatin1Char(' ')), qPrintable(key.first));
      }
    }
  }

 private:
  [[nodiscard]] bool has(const QString& context, const TextKey& key) const {
    for (const QString& in : {context, kEverywhere}) {
      const auto texts = m_korean.find(in);
      if (texts != m_korean.end() && texts->second.contains(key)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool used(const QString& context, const TextKey& key) const {
    if (context != kEverywhere) {
      const auto texts = m_sources.find(context);
      return texts != m_sources.end() && texts->second.contains(key);
    }
    for (const auto& [name, texts] : m_sources) {
      Q_UNUSED(name);
      if (texts.contains(key)) {
        return true;
      }
    }
    return false;
  }

  void update() {
    Catalogue next;
    for (const auto& [context, texts] : m_korean) {
      for (const auto& [key, translation] : texts) {
        if (qtOwn(context) || used(context, key)) {
          next[context][key] = translation;
        }
      }
    }
    for (const auto& [context, texts] : m_sources) {
      for (const auto& [key, at] : texts) {
        if (!has(context, key)) {
          next[kEverywhere].try_emplace(key, Translation{});
          qInfo("new: %s: %s", qPrintable(at.place), qPrintable(key.first));
        }
      }
    }
    m_korean = next;
    QFile file(kFile);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(writeCatalogue(next, QStringLiteral("ko")));
  }

  Catalogue m_sources;
  Catalogue m_korean;
};

QTEST_APPLESS_MAIN(TranslationsTest)
#include "translations_test.moc"
