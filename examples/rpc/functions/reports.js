const operations = {
  sum: ({ numbers, caller }) => ({ sum: numbers.reduce((sum, number) => sum + number, 0), caller }),
  share: ({ numbers: [part, whole] }) => {
    if (whole === 0) throw new Error('Refused: a share of nothing');
    if (whole < 0) throw new RangeError('db-7.internal has no negative wholes');
    return { percent: (100 * part) / whole };
  },
};

exports.handler = async (event) => operations[event.operation](event);
