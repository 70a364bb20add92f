// Request units by size, as published for point reads and writes with little indexing: [KB, read, write].
const table = [
  [1, 1, 4.95], [2, 1.04, 6.29], [4, 1.14, 6.67], [8, 1.33, 7.04], [16, 1.67, 9.52], [32, 2.19, 11.23], [64, 4.76, 22.67],
  [128, 9.95, 48.19], [256, 20.28, 98.29], [512, 40.95, 184.57], [1024, 145.9, 625], [2048, 291.8, 1250],
];

function bySize(bytes, column) {
  const kilobytes = bytes / 1024;
  const above = table.findIndex((row) => row[0] >= kilobytes);
  if (above === 0) return table[0][column];
  if (above < 0) return table.at(-1)[column] * (kilobytes / 2048);
  const [low, high] = [table[above - 1], table[above]];
  return low[column] + ((high[column] - low[column]) * (kilobytes - low[0])) / (high[0] - low[0]);
}

export const charges = {
  read: (bytes) => bySize(bytes, 1),
  create: (bytes) => bySize(bytes, 2),
  replace: (bytes) => bySize(bytes, 2) * 1.5,
  remove: () => 5.5,
  missing: () => 1,
  // A seek in one partition, and what the found documents weigh.
  query: (bytes) => 2.3 + (bytes / 1024) * 0.22,
  count: (documents) => 2.3 + documents * 0.02,
  feed: (bytes) => 2 + (bytes / 1024) * 0.5,
};
