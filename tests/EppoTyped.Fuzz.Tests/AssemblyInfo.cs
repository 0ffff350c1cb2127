// Memory is measured: one run at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
