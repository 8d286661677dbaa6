module claimscope.test/cluster

go 1.26
