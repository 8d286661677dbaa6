// Golden text: what a program printed beside what is kept in tests/golden. CLAIMSCOPE_UPDATE_GOLDEN=1 writes it anew. Test
// thread.
#pragma once

#include <QFile>
#include <QString>
#include <QtTest>
#include <algorithm>
#include <string>

#include "tests/kit/places.h"

namespace claimscope::kit {

/// Fails the running test at the first line that differs. `name` is below tests/golden, with its ending.
inline void compareWithGolden(const std::string& printed, const QString& name) {
  const QString path = QString::fromStdString(sourceFile("tests/golden/")) + name;
  const QByteArray text = QByteArray::fromStdString(printed);
  QFile golden(path);
  if (qEnvironmentVariableIsSet("CLAIMSCOPE_UPDATE_GOLDEN")) {
    QVERIFY2(golden.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(golden.write(text), text.size());
    return;
  }
  QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(path));
  const QList<QByteArray> expected = golden.readAll().split('\n');
  const QList<QByteArray> actual = text.split('\n');
  for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i) {
    QCOMPARE(actual.value(i), expected.value(i));
  }
}

}  // namespace claimscope::kit
